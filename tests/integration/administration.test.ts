import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { receiveAdminForm } from '#app/api/admin/admin-requests.ts'
import { administratorOf } from '#lib/auth/administrator.ts'
import { listEvents } from '#lib/auth/audit-log.ts'
import { lastRefusals, listPeople, readPerson } from '#lib/auth/people.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { grantRole, revokeRole } from '#lib/auth/roles.ts'
import { follow } from '#lib/accounts/follows.ts'
import { database } from '#lib/db/connection.ts'
import { roleGrants } from '#lib/auth/schema.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Person } from '#tests/support/openid-provider.ts'
import { stageSignIn, traits } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()

interface SignedIn {
  readonly browser: AuthBrowser
  readonly reader: Reader
  readonly person: Person
}

/** Somebody in a browser of their own. */
async function somebody({ role = '', isConfirmed = false } = {}): Promise<SignedIn> {
  const person: Person = { sub: randomUUID(), name: `Name ${randomUUID()}` }
  if (role !== '') await grantRole(traits.issuer, person.sub, role)
  const browser = new AuthBrowser(SITE)
  scene.browser = browser
  await scene.signIn(person)
  if (isConfirmed) await scene.prove('confirm', person)
  const reader = await readerOf(browser.cookieHeader)
  if (!reader) throw new Error('nobody is signed in')
  return { browser, reader, person }
}

const send = (browser: AuthBrowser, fields: Record<string, string>, origin: string | undefined = SITE) =>
  browser.post('/api/admin', { callbackUrl: '/admin', ...fields }, origin, receiveAdminForm)

async function administrator(by: SignedIn) {
  const found = await administratorOf(by.browser.cookieHeader)
  if (!found) throw new Error('no administrator')
  return found
}

describe('an administrator', () => {
  it('gives and takes roles, which ends the sessions of the one they are for', async () => {
    const boss = await somebody({ role: 'administrator', isConfirmed: true })
    const ana = await somebody()
    const page = `${SITE}/admin/people/${ana.reader.id}`
    expect(locationOf(await send(boss.browser, { action: 'grant', person: ana.reader.id, role: 'editor' }))).toBe(`${page}?said=done`)
    expect(await readerOf(ana.browser.cookieHeader)).toBeNull()
    scene.browser = ana.browser
    await scene.signIn(ana.person)
    expect((await readerOf(ana.browser.cookieHeader))?.roles).toEqual(['editor'])
    await send(boss.browser, { action: 'revoke', person: ana.reader.id, role: 'editor' })
    expect(await readerOf(ana.browser.cookieHeader)).toBeNull()
    await scene.signIn(ana.person)
    expect((await readerOf(ana.browser.cookieHeader))?.roles).toEqual([])
  })

  it('ends sessions, keeps people out and lets them in again', async () => {
    const boss = await somebody({ role: 'administrator', isConfirmed: true })
    const ana = await somebody()
    await follow(ana.reader, { kind: 'sheet', key: 'sheet-1', language: 'en' })
    await send(boss.browser, { action: 'end-sessions', person: ana.reader.id })
    expect(await readerOf(ana.browser.cookieHeader)).toBeNull()
    scene.browser = ana.browser
    await scene.signIn(ana.person)
    await send(boss.browser, { action: 'suspend', person: ana.reader.id })
    expect(await readerOf(ana.browser.cookieHeader)).toBeNull()
    expect(locationOf(await scene.signIn(ana.person))).toContain('error=suspended')
    await send(boss.browser, { action: 'resume', person: ana.reader.id })
    await scene.signIn(ana.person)
    expect((await readerOf(ana.browser.cookieHeader))?.id).toBe(ana.reader.id)
  })

  it('proves anew who they are before any change', async () => {
    const boss = await somebody({ role: 'administrator' })
    const ana = await somebody()
    for (const action of ['grant', 'revoke', 'suspend', 'resume', 'end-sessions'])
      expect(locationOf(await send(boss.browser, { action, person: ana.reader.id, role: 'editor' })), action).toBe(
        `${SITE}/my/account/confirm?next=%2Fadmin%2Fpeople%2F${ana.reader.id}`,
      )
    expect((await readerOf(ana.browser.cookieHeader))?.roles).toEqual([])
  })

  it('who is the last one stays one, and keeps nobody out of their own account', async () => {
    await database().delete(roleGrants)
    const boss = await somebody({ role: 'administrator', isConfirmed: true })
    const own = boss.reader.id
    expect(locationOf(await send(boss.browser, { action: 'revoke', person: own, role: 'administrator' }))).toContain('said=last')
    expect(locationOf(await send(boss.browser, { action: 'suspend', person: own }))).toContain('said=own')
    expect((await readerOf(boss.browser.cookieHeader))?.roles).toEqual(['administrator'])
  })

  it('sees people by id, and neither the names of readers nor what they follow', async () => {
    const boss = await somebody({ role: 'administrator' })
    const ana = await somebody()
    const asked = await administrator(boss)
    const all = await listPeople(asked, {})
    expect(all.find(({ id }) => id === ana.reader.id)).toMatchObject({ name: null, roles: [], sessions: 1 })
    expect(all.find(({ id }) => id === boss.reader.id)).toMatchObject({ name: boss.person.name, roles: ['administrator'] })
    expect((await listPeople(asked, { staffOnly: true })).every(({ roles }) => roles.length > 0)).toBe(true)
    expect((await listPeople(asked, { wanted: ana.person.sub })).map(({ id }) => id)).toEqual([ana.reader.id])
    expect(await readPerson(asked, ana.reader.id)).toMatchObject({ identities: [{ issuer: traits.issuer, subject: ana.person.sub }] })
    expect(await readPerson(asked, 'nobody')).toBeNull()
  })

  it('sees in the log who signed in, who was refused, and who changed what, by pseudonyms', async () => {
    const boss = await somebody({ role: 'administrator', isConfirmed: true })
    const ana = await somebody()
    await send(boss.browser, { action: 'grant', person: ana.reader.id, role: 'viewer' })
    await revokeRole(traits.issuer, ana.person.sub, 'viewer')
    scene.provider.tricks = { claims: (claims) => ({ ...claims, aud: 'another' }) }
    await scene.signIn({ sub: 'nobody' })
    const asked = await administrator(boss)
    const of = await listEvents(asked, { userId: ana.reader.id, limit: 10 })
    expect(of.map(({ kind, detail, actor }) => [kind, detail, actor?.userId ?? null])).toEqual([
      ['role-revoked', 'viewer', null],
      ['role-granted', 'viewer', boss.reader.id],
      ['signed-in', null, null],
    ])
    const [newest] = await listEvents(asked, { limit: 1 })
    expect(newest).toMatchObject({ kind: 'refused', provider: 'openid', person: null })
    expect((await lastRefusals(asked, ['openid', 'google'])).get('openid')?.detail).toContain('aud')
    const log = JSON.stringify(await database().execute('select * from auth.audit_event'))
    for (const secret of [ana.reader.id, ana.person.sub, ana.person.name ?? '', boss.reader.id]) expect(log).not.toContain(secret)
  })
})

describe('the form for administrators', () => {
  it('is nothing to anybody else, whoever they name', async () => {
    const victim = await somebody({ role: 'editor' })
    const fields = { action: 'grant', person: victim.reader.id, role: 'administrator' }
    expect(locationOf(await send(new AuthBrowser(SITE), fields))).toBe(`${SITE}/sign-in?callbackUrl=%2Fadmin`)
    for (const role of ['', 'viewer', 'editor']) {
      const eve = await somebody({ role, isConfirmed: true })
      expect((await send(eve.browser, fields)).status, role).toBe(404)
      expect((await send(eve.browser, { ...fields, person: eve.reader.id })).status, role).toBe(404)
    }
    expect((await readerOf(victim.browser.cookieHeader))?.roles).toEqual(['editor'])
  })

  it('is refused from another site, and says what is wrong with it', async () => {
    const boss = await somebody({ role: 'administrator', isConfirmed: true })
    const fields = { action: 'suspend', person: boss.reader.id }
    expect((await send(boss.browser, fields, 'https://evil.example')).status).toBe(403)
    for (const wrong of [
      { action: 'promote', person: 'x' },
      { action: 'grant', person: 'x', role: 'No Role' },
      { action: 'grant' },
      { action: 'suspend', person: '../x' },
    ])
      expect((await send(boss.browser, wrong as Record<string, string>)).status).toBe(400)
    expect(locationOf(await send(boss.browser, { action: 'suspend', person: 'nobody' }))).toContain('said=unknown')
  })
})
