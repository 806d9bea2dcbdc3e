import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, statfsSync, writeFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { halves } from '#tests/support/pictures.ts'

/** Room for a database and little more. */
const DISK_MEBIBYTES = 160

let root: string
let mounted = false
let database: EmbeddedDatabase
let pool: Pool
let lake: TestLake
let number = 0

const at = (name: string) => join(root, name)

function mount(name: string, mebibytes: number): boolean {
  mkdirSync(at(name))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0711`, 'chancery-test', at(name)], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'chancery-full-'))
  chmodSync(root, 0o711)
  mounted = mount('data', DISK_MEBIBYTES) && mount('assets', 8)
  if (!existsSync(at('assets'))) mkdirSync(at('assets'))
  database = await startEmbedded({
    directory: at('data'),
    programsDirectory: at('programs'),
    configuration: { max_wal_size: '32MB', min_wal_size: '32MB', wal_recycle: 'off' },
  })
  pool = new Pool({ connectionString: database.url, max: 4, connectionTimeoutMillis: 2000 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await migrate(pool)
  lake = await startLake({ pool, assetsDirectory: at('assets') })
}, 120_000)

afterAll(async () => {
  await lake.close()
  await pool.end()
  await database.stop()
  if (mounted) for (const name of ['data', 'assets']) execFileSync('umount', ['--lazy', at(name)])
  await rm(root, { recursive: true, force: true })
})

beforeEach(() => {
  // What is away is told to the operator.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

const send = (endpoint: string, body: object): Promise<Response> =>
  lake.fetch(
    `/v2025-02-19/${endpoint}`,
    { method: 'POST', body: JSON.stringify(body), headers: { origin: 'http://lake.test', 'content-type': 'application/json' } },
    'administrator',
  )

/** Creates one more document; resolves to the answer and its id. */
async function create(content: object = {}): Promise<{ id: string; response: Response }> {
  number += 1
  const id = `document-${number}`
  return { id, response: await send('data/mutate/production', { mutations: [{ create: { _id: id, _type: 'thing', ...content } }] }) }
}

async function isThere(id: string): Promise<boolean> {
  const response = await lake.fetch(`/v2025-02-19/data/doc/production/${id}`, {}, 'administrator')
  const { documents }: { documents: unknown[] } = await response.json()
  return documents.length === 1
}

async function expectAway(response: Response): Promise<void> {
  const body: unknown = await response.json()
  expect(body).toMatchObject({ statusCode: response.status, error: expect.any(String), message: expect.any(String) })
  expect([503, 507]).toContain(response.status)
  expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
}

async function expectWell(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { id, response } = await create()
      expect(response.status).toBe(200)
      expect(await isThere(id)).toBe(true)
    },
    { timeout: 60_000, interval: 100 },
  )
}

/** Fills the file system of `directory` but for some kilobytes; what it gives back makes room again. */
function fill(directory: string, keepKibibytes: number): () => void {
  const file = join(directory, 'ballast')
  const { bavail, bsize } = statfsSync(directory)
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - keepKibibytes * 1024)))
  return () => rmSync(file)
}

const upload = (kind: string, body: BodyInit): Promise<Response> =>
  lake.fetch(
    `/v2025-02-19/assets/${kind}/production?filename=a.bin`,
    {
      method: 'POST',
      body,
      headers: { origin: 'http://lake.test', 'content-type': 'application/octet-stream' },
      duplex: 'half',
    } as RequestInit,
    'administrator',
  )

const leftOvers = (): string[] =>
  readdirSync(at('assets'), { recursive: true, encoding: 'utf8' }).filter((name) => /incoming\/.|\.part$/.test(name))

it('While the disk of the database is full, writes are refused with when to ask again, nothing is there by half, reading goes on, and it is well again by itself', async ({
  skip,
}) => {
  if (!mounted) skip('not applicable: a small disk can be mounted by root alone')
  const before = await create({ title: 'before' })
  const empty = fill(at('data'), 512)
  let refused: { id: string; response: Response } | undefined
  for (let tries = 0; tries < 60 && !refused; tries += 1) {
    // What does not compress, so that it takes its place.
    const noise = Array.from({ length: 20_000 }, () => Math.random().toString(36).slice(2)).join('')
    const made = await create({ noise })
    if (made.response.status === 200) expect(await isThere(made.id).catch(() => true)).toBe(true)
    else refused = made
  }
  empty()
  if (!refused) throw new Error('The disk never filled.')
  await expectAway(refused.response)
  await expectWell()
  expect(await isThere(before.id)).toBe(true)
  expect(await isThere(refused.id)).toBe(false)
}, 180_000)

it('While the disk for uploads is full, an upload is refused with when to ask again and leaves nothing, and the next one is taken', async ({
  skip,
}) => {
  if (!mounted) skip('not applicable: a small disk can be mounted by root alone')
  const bytes = Buffer.alloc(3 * 1024 * 1024, 'x')
  const empty = fill(at('assets'), 64)
  await expectAway(await upload('files', bytes))
  expect(leftOvers()).toEqual([])
  empty()
  expect((await upload('files', bytes)).status).toBe(200)
})

it('While there is no room to keep a transformed picture, it is refused with when to ask again or sent all the same, and the original is sent', async ({
  skip,
}) => {
  if (!mounted) skip('not applicable: a small disk can be mounted by root alone')
  const taken = await upload('images', new Uint8Array(await halves(900, 600).png().toBuffer()))
  const { document }: { document: { path: string } } = await taken.json()
  const empty = fill(at('assets'), 0)
  expect((await lake.fetch(`/${document.path}`)).status).toBe(200)
  const small = await lake.fetch(`/${document.path}?w=300`)
  if (small.status === 200) await small.arrayBuffer()
  else await expectAway(small)
  expect(leftOvers()).toEqual([])
  empty()
  const again = await lake.fetch(`/${document.path}?w=300`)
  expect(again.status).toBe(200)
  expect((await again.arrayBuffer()).byteLength).toBeGreaterThan(0)
})

it('An upload that dies half-way leaves nothing', async () => {
  const dying = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(100_000))
    },
    pull(controller) {
      controller.error(new Error('the connection is gone'))
    },
  })
  const response = await upload('files', dying)
  expect(response.status).toBe(400)
  expect(leftOvers()).toEqual([])
})

it('A transaction whose connection is ended changes nothing and is refused with when to ask again; the next one is taken', async () => {
  const blocker = await pool.connect()
  await blocker.query('begin')
  await blocker.query('lock table lake.document in access exclusive mode')
  const waiting = create()
  const other = new Pool({ connectionString: database.url, max: 1 })
  await vi.waitFor(
    async () => {
      const { rowCount } = await other.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      expect(rowCount).toBeGreaterThan(0)
    },
    { timeout: 10_000, interval: 10 },
  )
  const { id, response } = await waiting
  await expectAway(response)
  await blocker.query('rollback')
  blocker.release()
  await other.end()
  expect(await isThere(id)).toBe(false)
  await expectWell()
})

it('While all connections are taken, requests are refused after a while with when to ask again, and answered when there are some', async () => {
  const taken = await Promise.all([1, 2, 3, 4].map(() => pool.connect()))
  const refused = await Promise.all([
    create().then(({ response }) => response),
    lake.fetch('/v2025-02-19/data/query/production?query=*', {}, 'administrator'),
    lake.fetch('/v2025-02-19/users/me/keyvalue/a', {}, 'administrator'),
  ])
  for (const client of taken) client.release()
  expect(refused.map(({ status }) => status)).toEqual([503, 503, 503])
  for (const response of refused) await expectAway(response)
  await expectWell()
})

it('When the database is killed, requests are refused with when to ask again until it is back, and nothing acknowledged is lost', async () => {
  const before = await create()
  expect(before.response.status).toBe(200)
  const ask = (): Promise<Response> => lake.fetch('/v2025-02-19/data/query/production?query=count(*)', {}, 'administrator')
  process.kill(database.pid, 'SIGKILL')
  // The processes behind its connections learn a moment later that it is gone.
  await vi.waitFor(async () => expectAway(await ask()), { timeout: 60_000, interval: 1 })
  await vi.waitFor(
    async () => {
      const response = await ask()
      if (response.status !== 200) await expectAway(response)
      expect(response.status).toBe(200)
    },
    { timeout: 60_000, interval: 5 },
  )
  expect(await isThere(before.id)).toBe(true)
  await expectWell()
}, 120_000)

it('While the database stands still, a write waits, and it is done when the database goes on', async () => {
  const backends = async () =>
    (await pool.query<{ pid: number }>('select pid from pg_stat_activity where datname = current_database()')).rows.map(({ pid }) => pid)
  const stopped = await backends()
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  const waiting = create()
  // Answering needs no database, so others are served.
  expect((await lake.fetch('/v1/ping')).status).toBe(200)
  for (const pid of stopped) process.kill(pid, 'SIGCONT')
  const { id, response } = await waiting
  expect(response.status).toBe(200)
  expect(await isThere(id)).toBe(true)
})
