import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveDeletion, sendKeptData } from '#app/api/my-data/data-requests.ts'
import { BELONGINGS } from '#lib/own-data/belongings.ts'
import { items, mails, news } from '#lib/alerts/schema.ts'
import { deletedCounts } from '#lib/own-data/deleted-counts.ts'
import { follow } from '#lib/accounts/follows.ts'
import { removeExpired } from '#lib/own-data/retention.ts'
import { noteEvent } from '#lib/auth/audit.ts'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { grantRole } from '#lib/auth/roles.ts'
import { auditEvents, linkIntents, sessions, signInStates } from '#lib/auth/schema.ts'
import { createLake } from '#lib/content-lake/server.ts'
import type { Lake } from '#lib/content-lake/settings.ts'
import { database, databasePool } from '#lib/db/connection.ts'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Person, ProviderTraits } from '#tests/support/openid-provider.ts'
import { stageSignIn, traits, variables } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()
let lake: Lake
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-own-data-'))
  lake = await createLake({
    projectId: 'local',
    dataset: 'production',
    pool: databasePool(),
    assetsDirectory: join(directory, 'assets'),
    origin: SITE,
    identify: async (request) => {
      const reader = await readerOf(request.headers.get('cookie'))
      return reader && { id: reader.id, name: reader.name, roles: reader.roles }
    },
    people: async () => [],
    tokens: new Map(),
  })
})
afterAll(async () => {
  await lake.close()
  await rm(directory, { recursive: true, force: true })
})

const authors = { forget: (id: string) => lake.forget(id), keptOf: (id: string) => lake.keptOf(id) }
const remove = (browser = scene.browser, origin: string | undefined = SITE) =>
  browser.post('/api/my-data', { action: 'delete', callbackUrl: '/my/data/delete' }, origin, (request) => receiveDeletion(request, authors))
const download = (as: string, browser = scene.browser) =>
  browser.send(`/api/my-data?as=${as}&language=en`, {}, (request) => sendKeptData(request, authors))

async function reader(browser = scene.browser): Promise<Reader> {
  const found = await readerOf(browser.cookieHeader)
  if (!found) throw new Error('nobody is signed in')
  return found
}

/** Every table and column of ours in which `value` stands, in whatever form. */
async function placesOf(value: string): Promise<readonly string[]> {
  const pool: Pool = databasePool()
  const { rows: tables } = await pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ key: string }>(
      `select distinct e.key from ${name} t, jsonb_each_text(to_jsonb(t)) e where position(lower($1) in lower(e.value)) > 0`,
      [value],
    )
    found.push(...rows.map(({ key }) => `${name}.${key}`))
  }
  return found
}

/** Somebody at an issuer of their own, with two ways in, a role, follows, a session elsewhere, and an edit in the lake. */
async function somebodyWithEverything() {
  const own: ProviderTraits = { ...traits, issuer: `https://id-${randomUUID()}.example.org` }
  scene.begin({ ...variables, OPENID_ISSUER: own.issuer }, own)
  const person: Person = { sub: `sub-${randomUUID()}`, name: `Name ${randomUUID()}`, email: `e-${randomUUID()}@example.org` }
  const second: Person = { ...person, sub: `second-${randomUUID()}` }
  await grantRole(own.issuer, person.sub, 'editor')
  const here = scene.browser
  scene.browser = new AuthBrowser(SITE)
  await scene.signIn(person)
  scene.browser = here
  await scene.signIn(person)
  await scene.prove('confirm', person)
  await scene.prove('link', second)
  const known = await reader()
  await follow(known, { kind: 'sheet', key: 'sheet-1', language: 'en' })
  await follow(known, { kind: 'sheet', key: 'sheet-2', language: 'en' })
  const edit = { mutations: [{ create: { _id: `doc-${randomUUID()}`, _type: 'thing' } }] }
  const answer = await lake.handle(
    new Request(`${SITE}/lake/v2025-02-19/data/mutate/production`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: scene.browser.cookieHeader, origin: SITE },
      body: JSON.stringify(edit),
    }),
  )
  expect(answer.status).toBe(200)
  const secrets = [own.issuer, person.sub, second.sub, person.email ?? '', person.name ?? '', known.id]
  return { person, known, secrets }
}

describe('deleting everything', () => {
  it('leaves issuer, subject, e-mail, name and id of the person in no table, and says how much went', async () => {
    const { person, known, secrets } = await somebodyWithEverything()
    for (const secret of secrets) expect(await placesOf(secret), secret).not.toEqual([])
    const wrote = await lake.keptOf(known.id)
    expect(wrote.transactions).toBe(1)
    await scene.prove('confirm', person)
    const answer = await remove()
    expect(locationOf(answer)).toBe(`${SITE}/my/data/deleted`)
    expect(deletedCounts(scene.browser.cookieHeader)).toMatchObject({ identities: 2, follows: 2, roles: 1 })
    expect(await readerOf(scene.browser.cookieHeader)).toBeNull()
    for (const secret of secrets) expect(await placesOf(secret), secret).toEqual([])
    // What they wrote, and what the log says, stays under names that stand for nobody.
    expect(await placesOf(wrote.pseudonyms[0] ?? '')).toContain('lake.transaction.author')
    expect(await database().$count(auditEvents)).toBeGreaterThan(0)
  })

  it('begins anew for whoever signs in again', async () => {
    const { person, known } = await somebodyWithEverything()
    await scene.prove('confirm', person)
    await remove()
    await scene.signIn(person)
    expect((await reader()).id).not.toBe(known.id)
    expect((await reader()).roles).toEqual([])
  })

  it('asks for a proof first, and touches nobody else', async () => {
    const { person, known, secrets } = await somebodyWithEverything()
    await database().update(sessions).set({ confirmedAt: null })
    expect(locationOf(await remove())).toBe(`${SITE}/my/data/delete`)
    expect((await reader()).id).toBe(known.id)
    // Another person, who deletes themselves.
    const browser = scene.browser
    scene.browser = new AuthBrowser(SITE)
    const other: Person = { ...person, sub: randomUUID() }
    await scene.signIn(other)
    await scene.prove('confirm', other)
    await remove()
    expect((await reader(browser)).id).toBe(known.id)
    for (const secret of secrets) expect(await placesOf(secret), secret).not.toEqual([])
  })

  it('does nothing for a stranger, nor for a form of another site', async () => {
    expect(locationOf(await remove(new AuthBrowser(SITE)))).toBe(`${SITE}/sign-in?callbackUrl=%2Fmy%2Fdata%2Fdelete`)
    const { person, known } = await somebodyWithEverything()
    await scene.prove('confirm', person)
    for (const origin of ['https://evil.example', 'null']) expect((await remove(scene.browser, origin)).status).toBe(403)
    expect((await reader()).id).toBe(known.id)
  })
})

describe('the download', () => {
  it('holds everything that is kept, and nothing that opens a session', async () => {
    const { known, secrets } = await somebodyWithEverything()
    const { rows } = await databasePool().query<{ session_token: string }>('select session_token from auth.session where user_id = $1', [
      known.id,
    ])
    for (const as of ['json', 'html']) {
      const answer = await download(as)
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('content-disposition')).toContain(`my-data.${as}`)
      const text = await answer.text()
      for (const secret of secrets) expect(text, as).toContain(secret)
      for (const { session_token: token } of rows) expect(text, as).not.toContain(token)
      expect(text).toContain('sheet-2')
      expect(text).toContain('linked')
    }
    const file: unknown = await (await download('json')).json()
    expect(file).toMatchObject({ person: { id: known.id }, roles: [{ role: 'editor' }], content: { transactions: 1 } })
  })

  it('shows markup in a name as text', async () => {
    await scene.signIn({ sub: randomUUID(), name: '<script>alert(1)</script>' })
    expect(await (await download('html')).text()).not.toContain('<script')
  })

  it('is not for strangers, and holds nothing of another', async () => {
    const { secrets } = await somebodyWithEverything()
    expect(locationOf(await download('json', new AuthBrowser(SITE)))).toBe(`${SITE}/sign-in?callbackUrl=%2Fmy%2Fdata`)
    const [, subject = '', second = '', email = '', , id = ''] = secrets
    scene.begin()
    await scene.signIn({ sub: randomUUID(), name: 'Another' })
    const text = await (await download('json')).text()
    for (const secret of [subject, second, email, id]) expect(text).not.toContain(secret)
  })
})

describe('what belongs to a person', () => {
  it('is in the one list: each table that refers to a user, by each such column', async () => {
    const { rows } = await databasePool().query<{ place: string }>(
      `select c.conrelid::regclass::text || '.' || a.attname as place from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
       where c.contype = 'f' and c.confrelid = 'auth.user'::regclass order by 1`,
    )
    const listed = BELONGINGS.map(({ table, owner }) => `${getTableConfig(table).schema}.${getTableConfig(table).name}.${owner.name}`)
    expect(listed.toSorted()).toEqual(rows.map(({ place }) => place))
  })

  it('goes with the person wherever it refers to them', async () => {
    const { rows } = await databasePool().query<{ place: string; rule: string }>(
      `select conrelid::regclass::text as place, confdeltype as rule from pg_constraint where contype = 'f' and confrelid = 'auth.user'::regclass`,
    )
    expect(rows.filter(({ rule }) => rule !== 'c')).toEqual([])
  })
})

describe('what is kept no longer', () => {
  it('is deleted: sessions and sign-ins that ended, leave that was not used, and old lines of the log; nothing else', async () => {
    await scene.signIn({ sub: randomUUID() })
    const { sessionId } = await reader()
    const past = new Date(Date.now() - 1000)
    const [open] = await database().select().from(sessions).limit(1)
    if (!open) throw new Error('no session')
    await database()
      .insert(sessions)
      .values({ ...open, id: randomUUID(), sessionToken: 'ended', expires: past })
    await database().delete(signInStates)
    await database()
      .insert(signInStates)
      .values([
        { stateHash: 'old', provider: 'openid', expiresAt: past },
        { stateHash: 'new', provider: 'openid', expiresAt: new Date(Date.now() + 60_000) },
      ])
    await database().delete(linkIntents)
    await database().insert(linkIntents).values({ sessionId, expiresAt: past })
    await noteEvent({ kind: 'refused', detail: 'old' })
    await databasePool().query(`update auth.audit_event set at = now() - interval '31 days' where detail = 'old'`)
    await removeExpired(30)
    expect((await reader()).sessionId).toBe(sessionId)
    expect((await database().select().from(signInStates)).map(({ stateHash }) => stateHash)).toEqual(['new'])
    expect(await database().$count(linkIntents)).toBe(0)
    expect((await database().select().from(sessions)).filter(({ sessionToken }) => sessionToken === 'ended')).toEqual([])
    const left = await database().select().from(auditEvents)
    expect(left.filter(({ detail }) => detail === 'old')).toEqual([])
    expect(left.some(({ kind }) => kind === 'signed-in')).toBe(true)
  })

  it('is deleted: news and mails of more than a year ago, but no mail that is still due, nor one of news that is younger', async () => {
    await scene.signIn({ sub: randomUUID() })
    const { id: userId } = await reader()
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const mail = (days: number, state: 'sent' | 'waiting') => ({
      userId,
      kind: 'news' as const,
      address: `${state}-${days}@reader.test`,
      language: 'en',
      createdAt: daysAgo(days),
      state,
    })
    const mailed = await database()
      .insert(mails)
      .values([mail(370, 'sent'), mail(366, 'sent'), mail(366, 'waiting'), mail(300, 'sent')])
      .returning({ id: mails.id })
    const sheet = { kind: 'first' as const, documentId: `sheet-${randomUUID()}`, number: 1, language: 'en', slug: 'a', heading: 'A' }
    const made = await database()
      .insert(news)
      .values([370, 364, 300].map((days) => ({ ...sheet, sequence: days, at: daysAgo(days), weight: 3 as const, figures: [], parts: [] })))
      .returning({ id: news.id })
    const item = (at: number, days: number) => ({
      userId,
      newsId: made[at]?.id ?? '',
      at: daysAgo(days),
      pace: 'now' as const,
      dueAt: daysAgo(days),
      mailId: mailed[at]?.id ?? null,
    })
    await database()
      .insert(items)
      .values([item(0, 370), item(1, 364), item(2, 300)])
    await removeExpired(30)
    const addresses = await database().select({ address: mails.address }).from(mails).where(eq(mails.userId, userId))
    expect(addresses.map(({ address }) => address).toSorted()).toEqual([
      'sent-300@reader.test',
      'sent-366@reader.test',
      'waiting-366@reader.test',
    ])
    const left = await database().select({ newsId: items.newsId, mailId: items.mailId }).from(items).where(eq(items.userId, userId))
    expect(new Set(left.map(({ newsId }) => newsId))).toEqual(new Set([made[1]?.id, made[2]?.id]))
    expect(left.filter(({ mailId }) => mailId === null)).toEqual([])
  })
})
