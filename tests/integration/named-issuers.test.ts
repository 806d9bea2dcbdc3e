import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { issuerIdOf } from '#lib/auth/issuers/issuer-id.ts'
import { removeIssuerRule, setIssuerRule } from '#lib/auth/issuers/issuer-rules.ts'
import { listIssuers } from '#lib/auth/issuers/known-issuers.ts'
import { accounts, issuers, signInStates } from '#lib/auth/schema.ts'
import { authSettings, setAuthSettings } from '#lib/auth/settings.ts'
import { database } from '#lib/db/connection.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { newHost, rowOf, siteIn, stageNamedIssuers, Visitor, world } from '#tests/support/named-issuer-scene.ts'
import { OpenIssuer, worldOf } from '#tests/support/open-issuer.ts'
import type { Tricks } from '#tests/support/openid-provider.ts'

const ana = { sub: 'ana', name: 'Ana', email: 'ana@example.org' }

stageNamedIssuers()

describe('two issuers side by side', () => {
  async function two(): Promise<readonly [OpenIssuer, OpenIssuer]> {
    const pair = [new OpenIssuer(`https://${newHost()}`), new OpenIssuer(`https://${newHost()}`)] as const
    siteIn(worldOf(...pair))
    await Promise.all(pair.map((issuer) => issuer.fetchKeys()))
    return pair
  }

  it('are two people with one subject, each with a callback address of its own', async () => {
    const [one, other] = await two()
    const visitors = [new Visitor(), new Visitor()] as const
    expect(await visitors[0].signIn(one.traits.issuer, one, ana)).toBe(`${SITE}/es/my`)
    expect(await visitors[1].signIn(other.traits.issuer, other, ana)).toBe(`${SITE}/es/my`)
    const people = await Promise.all(visitors.map((visitor) => visitor.person()))
    expect(people[0]?.id).not.toBe(people[1]?.id)
    expect(people.map((person) => person?.provider)).toEqual([issuerIdOf(one.traits.issuer), issuerIdOf(other.traits.issuer)])
  })

  it('cannot answer for each other: a callback swapped between them is refused', async () => {
    const [one, other] = await two()
    const visitor = new Visitor()
    const [toOne, toOther] = [await visitor.type(one.traits.issuer), await visitor.type(other.traits.issuer)]
    const back = one.authorize(await visitor.goOn(toOne), ana)
    back.pathname = `/api/auth/callback/${issuerIdOf(other.traits.issuer)}`
    expect((await visitor.browser.send(back)).headers.get('location'), 'state of one, callback of the other').toContain('error=state')
    const location = await visitor.goOn(toOther)
    const mixed = other.authorize(location, ana)
    mixed.searchParams.set('iss', one.traits.issuer)
    expect((await visitor.browser.send(mixed)).headers.get('location'), 'iss of another (RFC 9207)').toContain('error=refused')
    const bare = other.authorize(await visitor.goOn(toOther), ana)
    bare.searchParams.delete('iss')
    expect((await visitor.browser.send(bare)).headers.get('location'), 'iss announced and absent').toContain('error=refused')
    expect(await visitor.person()).toBeNull()
    expect(one.asked.filter((line) => line === 'POST /token')).toEqual([])
  })

  it('cannot speak for people of each other in an id token', async () => {
    const [one, other] = await two()
    const visitor = new Visitor()
    one.tricks = { claims: (claims) => ({ ...claims, iss: other.traits.issuer }) }
    expect(await visitor.signIn(one.traits.issuer, one, ana)).toContain('error=refused')
    expect(await visitor.person()).toBeNull()
  })

  it('take no state of an issuer that nobody named', async () => {
    await two()
    const visitor = new Visitor()
    const answer = await visitor.browser.send(`/api/auth/callback/${issuerIdOf('https://never.example')}?state=x&code=y`)
    expect(answer.headers.get('location')).toContain('error=provider')
    expect((await visitor.browser.follow(`/api/auth/start/${issuerIdOf('https://never.example')}`)).headers.get('location')).toContain(
      'error=provider',
    )
    expect(
      await database()
        .select()
        .from(signInStates)
        .where(eq(signInStates.provider, issuerIdOf('https://never.example'))),
    ).toEqual([])
  })
})

describe('what administrators say of issuers', () => {
  it('ends the sessions of an issuer that is denied, on its host and below it, and lets nobody begin another', async () => {
    const host = `id.${newHost()}`
    const { issuer, log } = await world({ takesRegistrations: true }, {}, `https://${host}`)
    const { environment } = authSettings()
    const visitor = new Visitor()
    const place = await visitor.type(host)
    await visitor.finish(place, issuer, ana)
    expect(await visitor.person()).not.toBeNull()
    expect(await setIssuerRule(environment, host.slice(3), false)).toBe(1)
    expect(await visitor.person()).toBeNull()
    expect(await visitor.problemOf(host)).toBe('issuer-denied')
    expect(await visitor.goOn(place)).toContain('error=provider')
    expect(await setIssuerRule(environment, host, true), 'the longer name counts').toBe(0)
    expect(await visitor.finish(place, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(await removeIssuerRule(environment, host)).toBe(true)
    expect(await visitor.person(), 'denied again').toBeNull()
    expect(await removeIssuerRule(environment, host)).toBe(false)
  })

  it('refuses sessions at once when only listed issuers are welcome, or none', async () => {
    const { issuer } = await world()
    const visitor = new Visitor()
    await visitor.signIn(issuer.traits.issuer, issuer, ana)
    const before = authSettings()
    const set = (ANY_OPENID: 'on' | 'listed' | 'off') => setAuthSettings({ ...before, environment: { ...before.environment, ANY_OPENID } })
    set('listed')
    expect(await visitor.person()).toBeNull()
    expect(await visitor.problemOf(issuer.traits.issuer)).toBe('issuer-denied')
    await setIssuerRule(authSettings().environment, new URL(issuer.traits.issuer).hostname, true)
    expect(await visitor.problemOf(issuer.traits.issuer)).toMatch(/issuer-[0-9a-f]{32}$/)
    set('off')
    expect(await visitor.person()).toBeNull()
    expect(await visitor.problemOf(issuer.traits.issuer)).toBe('issuer-off')
  })

  it('lists issuers with their last error, and forgets those that nobody came from within a day', async () => {
    const { issuer: unused } = await world()
    await new Visitor().type(unused.traits.issuer)
    await database()
      .update(issuers)
      .set({ namedAt: new Date(Date.now() - 2 * 86_400_000) })
    const { issuer: used } = await world()
    await new Visitor().signIn(used.traits.issuer, used, ana)
    const listed = await listIssuers(authSettings().environment)
    expect(listed.map(({ issuer }) => issuer)).not.toContain(unused.traits.issuer)
    expect(listed[0]).toMatchObject({ issuer: used.traits.issuer, client: 'registered', accounts: 1, isAllowed: true, lastError: null })
    const known = await database().selectDistinct({ issuer: accounts.issuer }).from(accounts)
    const kept = new Set(listed.map(({ issuer }) => issuer))
    expect(
      known.filter(({ issuer }) => !kept.has(issuer)),
      'whoever signed in can come back',
    ).toEqual([])
  })
})

/** @see OpenID Connect Core 1.0, section 3.1.3.7 */
describe('an id token of a named issuer', () => {
  it.each<[string, Tricks, string]>([
    ['for another client', { claims: (claims) => ({ ...claims, aud: 'another' }) }, 'refused'],
    ['without a signature', { idToken: async (claims) => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims))}.` }, 'refused'],
    ['with another nonce', { claims: (claims) => ({ ...claims, nonce: 'other' }) }, 'refused'],
    ['that has expired', { claims: (claims) => ({ ...claims, exp: 1 }) }, 'clock'],
  ])('is checked like every other: %s', async (_, tricks, code) => {
    const { issuer } = await world()
    issuer.tricks = tricks
    const visitor = new Visitor()
    expect(await visitor.signIn(issuer.traits.issuer, issuer, ana)).toContain(`error=${code}&`)
    expect(await visitor.person()).toBeNull()
    expect((await rowOf(issuer.traits.issuer))?.lastError).toContain(code)
  })
})
