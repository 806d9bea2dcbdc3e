import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpack } from '#tests/support/archives.ts'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { halves } from '#tests/support/pictures.ts'
import { runSanityCommand } from '#tests/support/sanity-command.ts'

let directory: string
let lake: ListeningLake

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-command-'))
  lake = await startListeningLake()
})

afterAll(async () => {
  await lake.close()
  await rm(directory, { recursive: true, force: true })
})

const sanity = (...args: string[]) => runSanityCommand(lake.port, 'administrator-token', args)

test('sanity documents … creates, reads, queries and deletes documents of the lake', async () => {
  const file = join(directory, 'document.json')
  await writeFile(file, JSON.stringify({ _id: 'from-file', _type: 'note', title: 'From a file' }))
  const created = await sanity('documents', 'create', file)
  expect(created, created.output).toMatchObject({ code: 0 })
  expect(await lake.client('editor').getDocument('from-file')).toMatchObject({ title: 'From a file' })
  expect((await sanity('documents', 'get', 'from-file')).output).toContain('"title": "From a file"')
  expect((await sanity('documents', 'query', '*[_type == "note"]{title}', '--api-version', '2025-02-19')).output).toContain(
    '"title": "From a file"',
  )
  expect(await sanity('documents', 'delete', 'from-file')).toMatchObject({ code: 0 })
  expect(await lake.client('editor').getDocument('from-file')).toBeUndefined()
}, 120_000)

test('sanity dataset export and import carry documents and pictures', async () => {
  const client = lake.client('editor')
  const picture = await client.assets.upload('image', await halves(32, 16).png().toBuffer(), { filename: 'flag.png' })
  const image = { _type: 'image', asset: { _type: 'reference', _ref: picture._id } }
  await client.create({ _id: 'carried', _type: 'note', image })
  const archive = join(directory, 'carried.tar.gz')
  const exported = await sanity('dataset', 'export', 'production', archive)
  expect(exported, exported.output).toMatchObject({ code: 0 })
  expect((await unpack(archive)).files.size).toBe(1)

  await client.delete('carried')
  await client.delete(picture._id)
  const imported = await sanity('dataset', 'import', archive, '--dataset', 'production', '--replace')
  expect(imported, imported.output).toMatchObject({ code: 0 })
  expect(await client.getDocument('carried')).toMatchObject({ image })
  expect((await fetch(`${lake.origin}/lake/${picture.path}`)).status).toBe(200)
}, 120_000)

test('sanity dataset list names the datasets of the lake', async () => {
  expect((await sanity('dataset', 'list')).output).toContain('production')
}, 120_000)

test('What is not Sanity’s is refused by name, and a token that the lake does not know is refused by the lake', async () => {
  const { code, output } = await sanity('dataset', 'import', 'https://example.com/data.ndjson', '--dataset', 'production')
  expect(code).toBe(1)
  expect(output).toContain('Refused: example.com.')
  const stranger = await runSanityCommand(lake.port, 'a-token-of-somebody', ['documents', 'get', 'carried'])
  expect(stranger.code).toBe(1)
  expect(stranger.output).toContain('This token is not known')
}, 120_000)
