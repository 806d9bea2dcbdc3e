import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isValidSignature } from '@sanity/webhook'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLake } from '#lib/content-lake/server.ts'
import { outwardSender } from '#lib/outward/send-outward.ts'
import { hookCommand } from '#scripts/site/hook-command.ts'
import { createDatabase } from '#tests/support/database.ts'
import { PEOPLE } from '#tests/support/lake.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'

let database: Awaited<ReturnType<typeof createDatabase>>
let receiver: Receiver
let directory: string
beforeAll(async () => {
  database = await createDatabase()
  receiver = await startReceiver()
  directory = await mkdtemp(join(tmpdir(), 'chancery-hook-'))
})
afterAll(async () => {
  await receiver.close()
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

const hook = (...words: readonly string[]): Promise<string> => hookCommand(database.pool, words)

it('The command makes, lists, changes, tries and deletes a webhook, and tells what became of it', async () => {
  const secretFile = join(directory, 'secret')
  await writeFile(secretFile, 'whispered\n')
  expect(await hook('list')).toBe('There are no webhooks.')
  const added = await hook(
    'add',
    'Search',
    receiver.url,
    '--on',
    'create,delete',
    '--filter',
    '_type == "post"',
    '--secret-file',
    secretFile,
  )
  expect(added).toBe(`Search: POST ${receiver.url}, create, delete in production, where _type == "post"`)
  await expect(hook('add', 'Search', receiver.url)).rejects.toMatchObject({ message: expect.stringContaining('already') })
  await expect(hook('add', 'Bad', receiver.url, '--filter', '_type ==')).rejects.toMatchObject({
    message: expect.stringContaining('not GROQ'),
  })
  expect(await hook('change', 'Search', '--projection', '{_id, title}', '--header', 'X-Token: a: b')).toContain('Search')
  expect(await hook('log', 'Search')).toBe('It has not been told anything yet.')

  const lake = await createLake({
    projectId: 'local',
    dataset: 'production',
    pool: database.pool,
    assetsDirectory: join(directory, 'assets'),
    origin: 'http://lake.test',
    identify: async () => null,
    people: async () => [],
    tokens: new Map([['token', PEOPLE.editor]]),
    sendOutward: outwardSender({ allowPrivate: true }),
  })
  const write = (mutation: object): Promise<Response> =>
    lake.handle(
      new Request('http://lake.test/v2025-02-19/data/mutate/production', {
        method: 'POST',
        headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
        body: JSON.stringify({ mutations: [mutation] }),
      }),
    )
  await write({ create: { _id: 'page', _type: 'page', title: 'A page' } })
  await expect(hook('test', 'Search', 'nowhere')).rejects.toMatchObject({ message: expect.stringContaining('no document "nowhere"') })
  expect(await hook('test', 'Search', 'page')).toContain('within 10 seconds')
  await write({ create: { _id: 'post', _type: 'post', title: 'A post' } })
  const told = await receiver.first(() => receiver.all.length === 2)
  expect(receiver.all.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    expect.arrayContaining([
      { _id: 'page', title: 'A page' },
      { _id: 'post', title: 'A post' },
    ]),
  )
  expect(told.headers['x-token']).toBe('a: b')
  expect(await isValidSignature(told.body, String(told.headers['sanity-webhook-signature']), 'whispered')).toBe(true)
  await lake.close()
  expect(await hook('log', 'Search')).toMatch(/success \(200\) \{"_id":"post","title":"A post"\}/)
  expect(await hook('change', 'Search', '--off')).toContain('Search (off)')
  expect(await hook('delete', 'Search')).toBe('"Search" is deleted.')
  expect(await hook('list')).toBe('There are no webhooks.')
  await expect(hook('dance')).rejects.toMatchObject({ message: expect.stringContaining('Usage: npm run hook') })
})
