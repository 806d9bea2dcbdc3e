import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { receiveAccountForm } from '#app/api/account/account-requests.ts'
import { follow, listFollows } from '#lib/accounts/follows.ts'
import { beginReading, lastRead } from '#lib/accounts/reading.ts'
import { listIdentities, unlinkIdentity } from '#lib/auth/identities.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { grantRole } from '#lib/auth/roles.ts'
import { accounts, linkIntents, sessions, users } from '#lib/auth/schema.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Person, Tricks } from '#tests/support/openid-provider.ts'
import { stageSignIn, traits } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()
const { issuer } = traits

const someone = (): Person => ({ sub: randomUUID(), name: 'Somebody', email: 'same@example.org' })

async function reader(browser = scene.browser): Promise<Reader> {
  const found = await readerOf(browser.cookieHeader)
  if (!found) throw new Error('nobody is signed in')
  return found
}

/** Follows a sheet, and reads it in a state of the test's own. */
async function followSheet(whose: Reader, key: string, revision: string): Promise<void> {
  await follow(whose, { kind: 'sheet', key, language: 'en' })
  await beginReading(whose, key, revision)
}

/** Calls of what joins authors, which is the lake's affair. */
const joined: [string, string][] = []
const receive = (request: Request) =>
  receiveAccountForm(request, async (from, to) => {
    joined.push([from, to])
  })

const send = (fields: Record<string, string>, browser = scene.browser, origin: string | undefined = SITE) =>
  browser.post('/api/account', { callbackUrl: '/my/account', ...fields }, origin, receive)

const subjects = async () => (await listIdentities(await reader())).map(({ subject }) => subject)

describe('proving anew who one is', () => {
  it('asks the provider for it, and gives a session of its own', async () => {
    const ana = someone()
    await scene.signIn(ana)
    const before = scene.browser.cookieHeader
    const start = await scene.browser.follow('/api/auth/start/openid?callbackUrl=%2Fmy%2Fdata%2Fdelete%3Ferrand%3Dconfirm')
    const asked = new URL(locationOf(start)).searchParams
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0'])
    const end = await scene.browser.send(scene.provider.authorize(locationOf(start), ana))
    expect(locationOf(end)).toBe(`${SITE}/my/data/delete?errand=confirm`)
    expect((await reader()).confirmedAt).not.toBeNull()
    expect(await personOf(before), 'the token of before').toBeNull()
  })

  it('is not what signing in does', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    expect(new URL(locationOf(start)).searchParams.has('max_age')).toBe(false)
    await scene.signIn(someone())
    expect((await reader()).confirmedAt).toBeNull()
  })

  it.each<[string, Tricks, boolean]>([
    ['was a moment ago', { claims: (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 20 }) }, true],
    ['was by a clock a little ahead', { claims: (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) + 20 }) }, true],
    ['was an hour ago', { claims: (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 3600 }) }, false],
    ['is yet to come', { claims: (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) + 3600 }) }, false],
    ['is no time', { claims: (claims) => ({ ...claims, auth_time: 'now' }) }, false],
    ['is not told, though announced', { metadata: (document) => ({ ...document, claims_supported: ['sub', 'auth_time'] }) }, false],
    ['is not told, nor announced', {}, true],
  ])('counts only as the provider says that it %s', async (_, tricks, isTaken) => {
    const ana = someone()
    scene.begin()
    scene.provider.tricks = { ...(tricks.metadata && { metadata: tricks.metadata }) }
    await scene.signIn(ana)
    scene.provider.tricks = tricks
    const end = await scene.prove('confirm', ana)
    expect(locationOf(end)).toContain(isTaken ? '/my/account?errand=confirm' : 'error=refused')
    expect((await reader()).confirmedAt !== null).toBe(isTaken)
  })

  it('as somebody else changes nothing', async () => {
    const [ana, eve] = [someone(), someone()]
    await scene.signIn(ana)
    const before = await reader()
    expect(locationOf(await scene.prove('confirm', eve))).toContain('error=person')
    expect(await reader()).toEqual(before)
    expect(await database().$count(accounts, eq(accounts.subject, eve.sub)), 'no account of the other').toBe(0)
  })

  it('by a stranger is only signing in', async () => {
    await scene.prove('confirm', someone())
    expect((await reader()).confirmedAt).toBeNull()
  })
})

describe('adding a way in', () => {
  it('takes a proof of both sides, and then either way leads to one person', async () => {
    const [ana, other] = [someone(), someone()]
    await scene.signIn(ana)
    await scene.prove('confirm', ana)
    const before = scene.browser.cookieHeader
    expect(locationOf(await scene.prove('link', other))).toBe(`${SITE}/my/account?errand=link`)
    const { id } = await reader()
    expect(new Set(await subjects())).toEqual(new Set([ana.sub, other.sub]))
    expect(await personOf(before), 'the token of before').toBeNull()
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(other)
    expect((await reader()).id).toBe(id)
  })

  it('ends the other sessions', async () => {
    const ana = someone()
    const elsewhere = new AuthBrowser(SITE)
    const here = scene.browser
    scene.browser = elsewhere
    await scene.signIn(ana)
    scene.browser = here
    await scene.signIn(ana)
    await scene.prove('confirm', ana)
    expect(await readerOf(elsewhere.cookieHeader)).not.toBeNull()
    await scene.prove('link', someone())
    expect(await readerOf(elsewhere.cookieHeader)).toBeNull()
  })

  it('is refused without a proof of a moment ago, and a proof is good for one', async () => {
    const [ana, other, third] = [someone(), someone(), someone()]
    await scene.signIn(ana)
    expect(locationOf(await scene.prove('link', other)), 'not confirmed').toContain('error=confirm')
    await scene.prove('confirm', ana)
    await scene.prove('link', other)
    expect(locationOf(await scene.prove('link', third)), 'used').toContain('error=confirm')
    await scene.prove('confirm', ana)
    await database()
      .update(linkIntents)
      .set({ expiresAt: new Date(Date.now() - 1) })
    expect(locationOf(await scene.prove('link', third)), 'too late').toContain('error=confirm')
    expect(new Set(await subjects())).toEqual(new Set([ana.sub, other.sub]))
  })

  it('is refused when the answer comes back to another session, swapped or signed in anew meanwhile', async () => {
    const [ana, eve] = [someone(), someone()]
    const victim = scene.browser
    await scene.signIn(ana)
    // Eve begins to add a way in to her account, and has the victim's browser finish with it.
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(eve)
    await scene.prove('confirm', eve)
    const start = await scene.browser.follow('/api/auth/start/openid?callbackUrl=%2Fmy%2Faccount%3Ferrand%3Dlink')
    const back = scene.provider.authorize(locationOf(start), someone())
    for (const name of ['state', 'pkce', 'nonce', 'callback']) {
      const cookie = scene.browser.cookies.get(`__Host-chancery-${name}`)
      if (cookie !== undefined) victim.cookies.set(`__Host-chancery-${name}`, cookie)
    }
    expect(locationOf(await victim.send(back))).toContain('error=state')
    scene.browser = victim
    expect(await subjects()).toEqual([ana.sub])
  })

  it('finishes nothing for an address that says "link" where the attempt was begun to sign in', async () => {
    const [ana, other] = [someone(), someone()]
    await scene.signIn(ana)
    await scene.prove('confirm', ana)
    const start = await scene.browser.follow('/api/auth/start/openid?callbackUrl=/my')
    scene.browser.cookies.set('__Host-chancery-callback', encodeURIComponent(`${SITE}/my/account?errand=link`))
    await scene.browser.send(scene.provider.authorize(locationOf(start), other))
    expect(await subjects(), 'signed in as the other').toEqual([other.sub])
  })

  it.each<[string, Tricks]>([
    ['token is for somebody else', { claims: (claims) => ({ ...claims, aud: 'another-site' }) }],
    ['token is of another issuer', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
    ['nonce is another', { claims: (claims) => ({ ...claims, nonce: 'x'.repeat(43) }) }],
    ['answer names another issuer', { callback: (parameters) => parameters.set('iss', 'https://evil.example') }],
    ['state is another', { callback: (parameters) => parameters.set('state', 'x'.repeat(43)) }],
  ])('links nothing when the %s', async (_, tricks) => {
    const ana = someone()
    await scene.signIn(ana)
    await scene.prove('confirm', ana)
    scene.provider.tricks = tricks
    expect(locationOf(await scene.prove('link', someone()))).toContain('error=')
    expect(await subjects()).toEqual([ana.sub])
  })

  it('never goes by e-mail: one address at two providers’ accounts stays two people', async () => {
    await scene.signIn(someone())
    const first = await reader()
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(someone())
    expect((await reader()).id).not.toBe(first.id)
    expect((await reader()).email).toBe(first.email)
  })
})

/** Ana with a second way in, signed in and confirmed by that. */
async function withTwoWays(): Promise<{ ana: Person; second: Person }> {
  const [ana, second] = [someone(), someone()]
  await scene.signIn(ana)
  await scene.prove('confirm', ana)
  await scene.prove('link', second)
  return { ana, second }
}

describe('removing a way in', () => {
  it('is done with another one, which so is proved to work, and ends all other sessions', async () => {
    const { ana, second } = await withTwoWays()
    const old = scene.browser
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(second)
    await scene.prove('confirm', second)
    const before = scene.browser.cookieHeader
    expect(locationOf(await send({ action: 'unlink', issuer, subject: ana.sub }))).toBe(`${SITE}/my/account?said=unlinked`)
    expect(await subjects()).toEqual([second.sub])
    expect(await readerOf(old.cookieHeader), 'the session of the way that is gone').toBeNull()
    expect(await personOf(before), 'the token of before').toBeNull()
    const { id } = await reader()
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(ana)
    expect((await reader()).id, 'whoever comes by it now').not.toBe(id)
  })

  it('asks for a proof first', async () => {
    const { ana, second } = await withTwoWays()
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(second)
    expect(locationOf(await send({ action: 'unlink', issuer, subject: ana.sub }))).toBe(`${SITE}/my/account/confirm?next=%2Fmy%2Faccount`)
    expect(await subjects()).toHaveLength(2)
  })

  it('can’t be done to the last one, nor to the one in use', async () => {
    const ana = someone()
    await scene.signIn(ana)
    await scene.prove('confirm', ana)
    expect(locationOf(await send({ action: 'unlink', issuer, subject: ana.sub }))).toContain('said=otherWay')
    expect(await subjects()).toEqual([ana.sub])
  })

  it('leaves one when two browsers remove each other’s at once', async () => {
    const { ana, second } = await withTwoWays()
    const browsers = [new AuthBrowser(SITE), new AuthBrowser(SITE)]
    for (const [index, who] of [ana, second].entries()) {
      scene.browser = browsers[index] ?? scene.browser
      await scene.signIn(who)
      await scene.prove('confirm', who)
    }
    // Both were let in before either is removed.
    const [byAna, bySecond] = [await reader(browsers[0]), await reader(browsers[1])]
    // Connections that are there already, so that neither waits for its own.
    await Promise.all([1, 2, 3, 4].map(() => database().execute('select pg_sleep(0.05)')))
    const outcomes = await Promise.all([unlinkIdentity(byAna, issuer, second.sub), unlinkIdentity(bySecond, issuer, ana.sub)])
    expect(outcomes.toSorted()).toEqual(['done', 'other'])
    expect(await database().$count(accounts, eq(accounts.userId, byAna.id))).toBe(1)
  })

  it('keeps roles with the person, and leaves none with the way that is gone', async () => {
    const { ana, second } = await withTwoWays()
    await grantRole(issuer, ana.sub, 'editor')
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(second)
    await scene.prove('confirm', second)
    await send({ action: 'unlink', issuer, subject: ana.sub })
    expect((await reader()).roles).toEqual(['editor'])
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(ana)
    expect((await reader()).roles).toEqual([])
  })
})

describe('two accounts of one person', () => {
  /** Bea's account follows two sheets, Ana's one of them; Ana proves both. */
  async function proveBoth(): Promise<{ ana: Person; bea: Person; beaId: string; beaBrowser: AuthBrowser }> {
    const [ana, bea] = [someone(), someone()]
    await scene.signIn(bea)
    const beaBrowser = scene.browser
    const own = await reader()
    await followSheet(own, 'sheet-both', 'rev-of-bea')
    await followSheet(own, 'sheet-bea', 'rev-of-bea')
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(ana)
    await followSheet(await reader(), 'sheet-both', 'rev-of-ana')
    await scene.prove('confirm', ana)
    expect(locationOf(await scene.prove('link', bea))).toBe(`${SITE}/my/account/merge`)
    return { ana, bea, beaId: own.id, beaBrowser }
  }

  it('are joined by proving both, with everything that belongs to either', async () => {
    const { ana, bea, beaId, beaBrowser } = await proveBoth()
    const { id } = await reader()
    expect(locationOf(await send({ action: 'merge' }))).toBe(`${SITE}/my/account?said=merged`)
    // Of what both followed, the row of the account that stays counts.
    expect((await listFollows(await reader())).map(({ key }) => key)).toEqual(['sheet-bea', 'sheet-both'])
    expect(await lastRead(await reader(), 'sheet-bea')).toMatchObject({ revision: 'rev-of-bea' })
    expect(await lastRead(await reader(), 'sheet-both')).toMatchObject({ revision: 'rev-of-ana' })
    expect(new Set(await subjects())).toEqual(new Set([ana.sub, bea.sub]))
    expect(await database().$count(users, eq(users.id, beaId))).toBe(0)
    expect(await readerOf(beaBrowser.cookieHeader), 'the other session').toBeNull()
    expect(joined).toContainEqual([beaId, id])
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(bea)
    expect((await reader()).id).toBe(id)
  })

  it('stay two until the person says so, and when they say no', async () => {
    const { beaId, beaBrowser } = await proveBoth()
    expect(await readerOf(beaBrowser.cookieHeader)).not.toBeNull()
    expect(locationOf(await send({ action: 'keep-apart' }))).toContain('said=apart')
    expect(locationOf(await send({ action: 'merge' })), 'after that').toContain('said=tooLate')
    expect(await database().$count(users, eq(users.id, beaId))).toBe(1)
  })

  it('are not joined for another session, for a stranger, or too late', async () => {
    const { beaId, beaBrowser } = await proveBoth()
    await send({ action: 'merge' }, beaBrowser)
    expect(locationOf(await send({ action: 'merge' }, new AuthBrowser(SITE)))).toContain('/sign-in')
    await database()
      .update(linkIntents)
      .set({ expiresAt: new Date(Date.now() - 1) })
    expect(locationOf(await send({ action: 'merge' }))).toContain('said=tooLate')
    expect(await database().$count(users, eq(users.id, beaId))).toBe(1)
  })

  it('are not joined with one that an administrator keeps out', async () => {
    const [ana, bea] = [someone(), someone()]
    await scene.signIn(bea)
    await database()
      .update(users)
      .set({ suspendedAt: new Date() })
      .where(eq(users.id, (await reader()).id))
    expect(await readerOf(scene.browser.cookieHeader)).toBeNull()
    scene.browser = new AuthBrowser(SITE)
    expect(locationOf(await scene.signIn(bea)), 'nor lets them in').toContain('error=suspended')
    await scene.signIn(ana)
    await scene.prove('confirm', ana)
    expect(locationOf(await scene.prove('link', bea))).toContain('error=suspended')
    expect(await subjects()).toEqual([ana.sub])
  })
})

describe('the form about ways in', () => {
  it.each([['https://evil.example'], ['null'], [undefined]])('is refused from %s', async (origin) => {
    const { ana, second } = await withTwoWays()
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn(second)
    await scene.prove('confirm', second)
    const answer = await scene.browser.post('/api/account', { action: 'unlink', issuer, subject: ana.sub }, origin, receive)
    expect(answer.status).toBe(403)
    expect(await subjects()).toHaveLength(2)
  })

  it('does nothing for a stranger, and nothing to what is another’s', async () => {
    const victim = someone()
    await scene.signIn(victim)
    const { id } = await reader()
    const form = { action: 'unlink', issuer, subject: victim.sub }
    expect(locationOf(await send(form, new AuthBrowser(SITE)))).toBe(`${SITE}/sign-in?callbackUrl=%2Fmy%2Faccount`)
    scene.browser = new AuthBrowser(SITE)
    const eve = someone()
    await scene.signIn(eve)
    await scene.prove('confirm', eve)
    expect(locationOf(await send(form))).toContain('said=unknownWay')
    expect(await database().$count(accounts, eq(accounts.userId, id))).toBe(1)
    expect(await database().$count(sessions, eq(sessions.userId, id))).toBe(1)
  })

  it.each([{ action: 'delete' }, {}, { action: 'unlink' }, { action: 'unlink', issuer: 'x'.repeat(3000), subject: '1' }])(
    'says what is wrong with %o',
    async (fields) => {
      await scene.signIn(someone())
      expect((await send(fields as Record<string, string>)).status).toBe(400)
    },
  )
})
