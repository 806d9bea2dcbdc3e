import { mkdir, mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { unpack } from '#tests/support/archives.ts'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { makeToken } from '#tests/support/made-token.ts'
import { halves } from '#tests/support/pictures.ts'
import { runSanityCommand } from '#tests/support/sanity-command.ts'

let directory: string
let lake: ListeningLake
let token: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-command-'))
  lake = await startListeningLake({ sendOutward: async () => ({ status: 200, body: '' }) })
  token = (await makeToken(lake, 'administrator')).key
})

afterAll(async () => {
  await lake.close()
  await rm(directory, { recursive: true, force: true })
})

const sanity = (...args: string[]) => runSanityCommand(lake.port, token, args)

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
}, 240_000)

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

test('sanity dataset create and delete make and take datasets, open or private, and list names them', async () => {
  for (const [name, visibility] of [
    ['open-one', 'public'],
    ['closed-one', 'private'],
  ] as const) {
    const made = await sanity('dataset', 'create', name, '--visibility', visibility)
    expect(made, made.output).toMatchObject({ code: 0 })
  }
  const datasets = await lake.client('administrator').datasets.list()
  expect(datasets.map(({ name, aclMode }) => `${name} ${aclMode}`).toSorted()).toEqual([
    'closed-one private',
    'open-one public',
    'production public',
  ])
  expect((await sanity('dataset', 'list')).output).toMatch(/closed-one[^]*open-one[^]*production/)
  for (const name of ['open-one', 'closed-one']) expect(await sanity('dataset', 'delete', name, '--force')).toMatchObject({ code: 0 })
  expect((await lake.client('administrator').datasets.list()).map(({ name }) => name)).toEqual(['production'])
}, 240_000)

test('sanity cors add, list and delete change which origins are allowed', async () => {
  const added = await sanity('cors', 'add', 'https://studio.example', '--credentials')
  expect(added, added.output).toMatchObject({ code: 0 })
  expect(await sanity('cors', 'add', 'https://plain.example', '--no-credentials')).toMatchObject({ code: 0 })
  const origins = await lake
    .client('administrator')
    .request<{ origin: string; allowCredentials: boolean }[]>({ url: '/projects/local/cors' })
  expect(origins.map(({ origin, allowCredentials }) => [origin, allowCredentials])).toEqual([
    ['https://studio.example', true],
    ['https://plain.example', false],
  ])
  expect((await sanity('cors', 'list')).output).toMatch(/https:\/\/studio\.example[^]*https:\/\/plain\.example/)
  expect(await sanity('cors', 'delete', 'https://studio.example')).toMatchObject({ code: 0 })
  expect((await sanity('cors', 'list')).output).not.toContain('studio.example')
}, 240_000)

test('sanity hook list and delete know the webhooks of the lake, and hook create only points to a page of Sanity’s', async () => {
  const body = { name: 'Search', dataset: 'production', url: 'https://search.example', rule: { on: ['create'] } }
  await lake.client('administrator').request({ method: 'POST', url: '/hooks/projects/local', body })
  expect((await sanity('hook', 'list')).output).toMatch(/Name: Search[^]*URL: https:\/\/search\.example/)
  expect((await sanity('hook', 'create')).output).toContain('Create a webhook at https://www.sanity.io/')
  expect(await sanity('hook', 'delete', 'Search')).toMatchObject({ code: 0 })
  expect(await lake.client('administrator').request({ url: '/hooks/projects/local' })).toEqual([])
}, 240_000)

const MIGRATION = `import { at, defineMigration, set, unset } from 'sanity/migrate'

export default defineMigration({
  title: 'A name in place of a title',
  documentTypes: ['titled'],
  migrate: {
    document: (document) => (document.title === undefined ? undefined : [at('name', set(document.title)), at('title', unset())]),
  },
})
`

test('sanity migration run tries a migration out, and then changes every document that it is about', async () => {
  const name = `of-a-test-${process.pid}`
  const folder = join('migrations', name)
  await mkdir(folder, { recursive: true })
  onTestFinished(async () => {
    await rm(folder, { recursive: true })
    // Goes only when nobody has a migration there.
    await rmdir('migrations').catch(() => undefined)
  })
  await writeFile(join(folder, 'index.ts'), MIGRATION)
  const client = lake.client('editor')
  const ids = Array.from({ length: 250 }, (_, n) => `titled-${n}`)
  await client.mutate(ids.map((_id) => ({ create: { _id, _type: 'titled', title: _id } })))
  await client.mutate([
    { create: { _id: 'drafts.titled-0', _type: 'titled', title: 'A draft' } },
    { create: { _id: 'other', _type: 'other', title: 'Other' } },
  ])
  const state = () =>
    client.fetch<object>(
      '{"titles": count(*[_type == "titled" && defined(title)]), "names": count(*[_type == "titled" && defined(name)])}',
      {},
      { perspective: 'raw' },
    )

  const listed = await sanity('migration', 'list')
  expect(listed.output).toContain('A name in place of a title')
  const tried = await sanity('migration', 'run', name)
  expect(tried, tried.output).toMatchObject({ code: 0 })
  expect(tried.output).toContain('titled-249')
  expect(await state()).toEqual({ titles: 251, names: 0 })

  const run = await sanity(
    'migration',
    'run',
    name,
    '--no-dry-run',
    '--no-confirm',
    '--no-progress',
    '--project',
    'local',
    '--dataset',
    'production',
  )
  expect(run, run.output).toMatchObject({ code: 0 })
  expect(await state()).toEqual({ titles: 0, names: 251 })
  expect(await client.getDocument('drafts.titled-0')).toMatchObject({ name: 'A draft' })
  expect(await client.getDocument('other')).toMatchObject({ title: 'Other' })
}, 240_000)

test('What is not Sanity’s is refused by name, and a token that the lake does not know is refused by the lake', async () => {
  const { code, output } = await sanity('dataset', 'import', 'https://example.com/data.ndjson', '--dataset', 'production')
  expect(code).toBe(1)
  expect(output).toContain('Refused: example.com.')
  const stranger = await runSanityCommand(lake.port, 'a-token-of-somebody', ['documents', 'get', 'carried'])
  expect(stranger.code).toBe(1)
  expect(stranger.output).toContain('This token is not known')
}, 120_000)
