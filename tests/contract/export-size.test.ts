import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportTo, importFrom, unpack } from '#tests/support/archives.ts'
import { createDatabase } from '#tests/support/database.ts'
import { lakeClient } from '#tests/support/lake-client.ts'
import { freePorts } from '#tests/support/site.ts'

const COUNT = 10_000
const TEXT = 'Every figure has a source, and every source is named where the figure stands. '.repeat(130)
/** Megabytes for the lake's objects. As they travel the documents are 100 MB, so it can't hold them, and far less what is made of them. */
const HEAP_MB = 96

let directory: string
let database: Awaited<ReturnType<typeof createDatabase>>
let lake: ChildProcess
let client: SanityClient
let complaints = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-size-'))
  database = await createDatabase()
  const [port] = await freePorts()
  const program = [
    `--max-old-space-size=${HEAP_MB}`,
    'tests/support/lake-program.ts',
    database.url,
    join(directory, 'assets'),
    String(port),
  ]
  lake = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'] })
  lake.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  if (lake.stdout) await once(lake.stdout, 'data')
  client = lakeClient(`http://localhost:${port}`, { token: 'administrator-token' })
})

afterAll(async () => {
  const ended = once(lake, 'exit')
  if (lake.exitCode === null && lake.kill('SIGKILL')) await ended
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

test('10,000 documents that the lake could not hold at once are imported and exported', async () => {
  const archive = join(directory, 'many.tar.gz')
  const documents = Array.from({ length: COUNT }, (_, n) => ({ _id: `many-${n}`, _type: 'note', text: `${n} ${TEXT}` }))
  expect(await importFrom(documents, client)).toMatchObject({ numDocs: COUNT })
  await exportTo(archive, client)
  expect((await unpack(archive)).lines).toHaveLength(COUNT)
  expect(lake.exitCode).toBeNull()
  // Node warns of listeners that gather.
  expect(complaints).toBe('')
}, 300_000)

test('Documents that are few and large are exported within the same memory', async () => {
  // 150 MB as they travel.
  const ids = Array.from({ length: 50 }, (_, n) => `large-${String(n).padStart(2, '0')}`)
  await client.create({ _id: 'large-00', _type: 'large', text: 'x'.repeat(3 * 1024 * 1024) })
  const columns = 'dataset, type, revision, refers_to, refers_strongly_to, indexed, shape'
  await database.pool.query(
    `insert into lake.document (id, content, ${columns})
     select x.id, jsonb_set(content, '{_id}', to_jsonb(x.id)), ${columns} from lake.document d, unnest($1::text[]) x(id) where d.id = 'large-00'`,
    [ids.slice(1)],
  )
  const answer = await fetch(`${client.config().apiHost}/v2025-02-19/data/export/production?types=large`)
  const told: string[] = []
  if (answer.body)
    for await (const line of createInterface(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>)))
      told.push(line.slice(0, 200).match(/"_id":"(.*?)"/)?.[1] ?? line.slice(0, 200))
  expect(told).toEqual(ids)
  expect(lake.exitCode).toBeNull()
}, 300_000)
