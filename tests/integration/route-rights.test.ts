import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomBytes } from 'node:crypto'
import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { setAuthSettings } from '#lib/auth/settings.ts'
import type { Role } from '#lib/content-lake/settings.ts'
import { installAuthSettings } from '#tests/support/auth-settings.ts'
import { type MarkedPerson, markedPerson } from '#tests/support/marked-person.ts'
import { type Asked, type Asking, ROUTE_RULES, type Rule } from '#tests/support/route-rules.ts'
import { type Site, startSite } from '#tests/support/site.ts'

// Every route handler of the built site, asked with no session, with somebody else's, with somebody else's ids, and by a page of another site.

const app = fileURLToPath(new URL('../../app/', import.meta.url))
/** Of the site and of the test alike, which makes links of mails by it. */
const AUTH_SECRET = 'a secret of at least 32 characters'
const ELSEWHERE = 'https://evil.example'

let site: Site
let pool: Pool
let allRows: string
let someReader: MarkedPerson
let someAdministrator: MarkedPerson

beforeAll(async () => {
  site = await startSite({ environment: { AUTH_SECRET } })
  pool = new Pool({ connectionString: site.databaseUrl(), max: 4 })
  // The site may end before the last connection is closed.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  installAuthSettings({}, () => Promise.reject(new Error('Nothing outside is asked.')))
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('auth', 'accounts', 'alerts')`,
  )
  allRows = rows.map(({ name }) => `select '${name} ' || to_jsonb(t)::text as row from ${name} t`).join(' union all ')
  someReader = await somebody()
  someAdministrator = await somebody(['administrator'])
}, 240_000)
afterEach(() => pool.query('delete from auth."user" where id <> all ($1)', [[someReader.id, someAdministrator.id]]))
afterAll(async () => {
  setAuthSettings(null)
  await pool.end()
  await site.stop()
})

const somebody = (roles: readonly Role[] = []): Promise<MarkedPerson> =>
  markedPerson({ pool, url: site.databaseUrl(), origin: site.origin }, `mark${randomBytes(6).toString('hex')}`, roles)

/** Everything that is kept of people, one row a line. */
async function keptRows(): Promise<readonly string[]> {
  const { rows } = await pool.query<{ row: string }>(`${allRows} order by 1`)
  return rows.map(({ row }) => row)
}

const isOf =
  ({ id, sessionId, twinId }: MarkedPerson) =>
  (row: string) =>
    [id, sessionId, twinId].some((one) => row.includes(one))

/** What is kept of all others, without the log, which tells by another name what somebody did. */
const rowsApartFrom = async (person: MarkedPerson) =>
  (await keptRows()).filter((row) => !row.startsWith('auth.audit_event ') && !isOf(person)(row))

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Asks as the browser of `person` does, or a stranger's, on a page of `origin`. */
async function ask({ path, fields, headers }: Asked, person: MarkedPerson | null, origin: string | null = site.origin): Promise<Answer> {
  const cookie = [person?.cookie, headers?.['cookie']].filter((one) => one !== undefined).join('; ')
  const answer = await fetch(site.origin + path, {
    redirect: 'manual',
    headers: { ...headers, ...(cookie !== '' && { cookie }), ...(fields && origin !== null && { origin }) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text }
}

/** What can be told by an answer, but for its time, the marks of its scripts, and how a picture is asked for beforehand: React writes that in one of two ways,
 *  by what it came upon first. */
function told({ status, headers, text: whole }: Answer) {
  const text = whole.replaceAll(/<link rel="preload"[^>]*>/g, '')
  const names = ['content-type', 'cache-control', 'location', 'set-cookie', 'etag', 'access-control-allow-origin']
  return { status, text, headers: Object.fromEntries(names.map((name) => [name, headers.get(name)])) }
}

function expectPersonal({ headers }: Answer): void {
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.get('access-control-allow-origin')).toBeNull()
}

function expectTurnedAway(answer: Answer): void {
  expectPersonal(answer)
  const { status, headers } = answer
  if (status === 303) expect(headers.get('location')).toMatch(new RegExp(`^${site.origin}/sign-in\\b`))
  // The form of a note comes back with what was typed, and a module is told why.
  else expect([401, 422]).toContain(status)
}

const marksIn = ({ headers, text }: Answer, { marks }: MarkedPerson) =>
  marks.filter((mark) => `${text} ${headers.get('location')} ${headers.get('set-cookie')}`.includes(mark))

async function expectOthersRefused(asked: Asked, owner: MarkedPerson): Promise<void> {
  const before = await keptRows()
  const strangers = await ask(asked, null)
  expectTurnedAway(strangers)
  expect(marksIn(strangers, owner)).toEqual([])
  if (asked.fields) for (const origin of [ELSEWHERE, 'null', null]) expect((await ask(asked, owner, origin)).status).toBe(403)
  expect(await keptRows()).toEqual(before)
  const other = await somebody()
  const untouched = await rowsApartFrom(other)
  const theirs = await ask(asked, other)
  expectPersonal(theirs)
  expect(marksIn(theirs, owner)).toEqual([])
  expect(await rowsApartFrom(other)).toEqual(untouched)
}

async function prove(rule: Rule): Promise<void> {
  switch (rule.answers) {
    case 'everyone':
      for (const asked of rule.asks) await proveForEveryone(asked, rule)
      return
    case 'its reader':
      for (const asking of 'shows' in rule ? rule.shows : rule.changes) {
        const owner = await somebody()
        await expectOthersRefused(asking(owner), owner)
        const before = await keptRows()
        const answer = await ask(asking(owner), owner)
        expectPersonal(answer)
        if ('shows' in rule) expect(marksIn(answer, owner)).not.toEqual([])
        else expect(await keptRows()).not.toEqual(before)
      }
      return
    case 'administrators':
      for (const asking of rule.changes) await proveForAdministrators(asking)
      return
    case 'editors':
      for (const asked of rule.asks) {
        const editor = await somebody(['editor'])
        const before = await keptRows()
        for (const person of [null, someReader]) expect((await ask(asked, person)).status).toBe(403)
        expect(await keptRows()).toEqual(before)
        expect((await ask(asked, editor)).status).not.toBe(403)
      }
      return
    case 'holders of a secret':
      return proveForHolders(rule)
    case 'nobody':
      for (const asked of rule.asks)
        for (const person of [null, someReader, someAdministrator]) expect((await ask(asked, person)).status).toBe(404)
  }
}

async function proveForEveryone(asked: Asked, { status, foreignForms }: Extract<Rule, { answers: 'everyone' }>): Promise<void> {
  const isNoLog = (row: string) => !row.startsWith('auth.audit_event ')
  const before = await keptRows()
  const strangers = await ask(asked, null)
  expect(strangers.status).toBe(status)
  for (const person of [someReader, someAdministrator]) {
    const answer = await ask(asked, person)
    expect(told(answer)).toEqual(told(strangers))
    expect(marksIn(answer, person)).toEqual([])
    if (!asked.fields) continue
    const foreign = await ask(asked, person, ELSEWHERE)
    if (foreignForms === 'taken') expect(told(foreign)).toEqual(told(strangers))
    else expect(foreign.status).toBe(403)
  }
  // A sign-in that failed is written down.
  expect((await keptRows()).filter(isNoLog)).toEqual(before.filter(isNoLog))
}

async function proveForAdministrators(asking: Asking): Promise<void> {
  const [owner, administrator] = [await somebody(['viewer']), await somebody(['administrator'])]
  const asked = asking(owner)
  const people = [await somebody(), await somebody(['editor']), owner]
  const before = await keptRows()
  expectTurnedAway(await ask(asked, null))
  for (const person of people) {
    const answer = await ask(asked, person)
    expectPersonal(answer)
    expect([answer.status, answer.text]).toEqual([404, 'There is nothing here.\n'])
  }
  for (const origin of [ELSEWHERE, 'null', null]) expect((await ask(asked, administrator, origin)).status).toBe(403)
  expect(await keptRows()).toEqual(before)
  expectPersonal(await ask(asked, administrator))
  expect(await keptRows()).not.toEqual(before)
}

async function proveForHolders({ right, wrong, does, foreignForms }: Extract<Rule, { answers: 'holders of a secret' }>): Promise<void> {
  const [owner, other] = [await somebody(), await somebody()]
  const before = await keptRows()
  for (const asking of wrong)
    for (const person of [null, other, owner]) {
      const answer = await ask(asking(owner), person)
      expectPersonal(answer)
      expect(marksIn(answer, owner)).toEqual([])
    }
  if (foreignForms === 'refused') expect((await ask(right(owner), owner, ELSEWHERE)).status).toBe(403)
  expect(await keptRows()).toEqual(before)
  const [strangers, others] = [await ask(right(owner), null, foreignForms === 'taken' ? null : site.origin), await ask(right(owner), other)]
  expectPersonal(strangers)
  if (does === 'show') {
    expect(marksIn(strangers, owner)).not.toEqual([])
    expect(told(others)).toEqual(told(strangers))
    expect(await keptRows()).toEqual(before)
  } else {
    const after = await keptRows()
    expect(after.filter(isOf(owner))).not.toEqual(before.filter(isOf(owner)))
    expect(after.filter(isOf(other))).toEqual(before.filter(isOf(other)))
  }
}

/** The handlers that the route files of the tree export, as "POST api/follow". */
function handlers(): readonly string[] {
  return globSync('**/route.{ts,tsx}', { cwd: app }).flatMap((file) => {
    const source = readFileSync(join(app, file), 'utf8')
    const exported = source.match(/^export .*$/gm)?.join('\n') ?? ''
    const methods = exported.match(/\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g) ?? []
    const route = file.replace(/\/route\.tsx?$/, '')
    return methods.length === 0 ? [`none ${route}`] : methods.map((method) => `${method} ${route}`)
  })
}

test('Every handler of every route has its rule, and there is no other way in: no server action', () => {
  expect(handlers().toSorted()).toEqual(Object.keys(ROUTE_RULES).toSorted())
  const sources = globSync('{app,components,lib,sanity}/**/*.{ts,tsx}', { cwd: join(app, '..') })
  expect(sources.filter((file) => /^\s*['"]use server['"]/m.test(readFileSync(join(app, '..', file), 'utf8')))).toEqual([])
})

for (const [handler, rule] of Object.entries(ROUTE_RULES))
  test(`${handler} answers those whom it is for, and nobody else`, async () => {
    expect.hasAssertions()
    await prove(rule(site.origin))
  })
