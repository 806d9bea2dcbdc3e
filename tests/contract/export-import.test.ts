import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SanityAssetDocument, type SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { exportTo, importFrom, unpack, type Unpacked } from '#tests/support/archives.ts'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { makeToken } from '#tests/support/made-token.ts'
import { halves, noise, svg } from '#tests/support/pictures.ts'
import { runScript } from '#tests/support/start.ts'

let directory: string
let first: ListeningLake
let second: ListeningLake
let before: Unpacked
let after: Unpacked

const tokens = new Map<ListeningLake, string>()

/** A client that finds the lake by its port, as one of ours does: where everything comes from and goes to first, with a token of `npm run token`. */
const clientOf = (lake: ListeningLake): SanityClient =>
  lake.client('administrator').withConfig({ apiHost: `${lake.origin}/lake`, token: tokens.get(lake) ?? 'administrator-token' })

async function start(): Promise<ListeningLake> {
  const lake = await startListeningLake()
  tokens.set(lake, (await makeToken(lake, 'administrator')).key)
  return lake
}

const reference = (_ref: string, more = {}) => ({ _type: 'reference', _ref, ...more })

/** The demonstration content, and everything beside it that an archive can hold. */
async function fill(client: SanityClient): Promise<void> {
  await applySeed(client, await readSeed())
  const picture = await client.assets.upload('image', await halves(64, 32).jpeg().toBuffer(), {
    filename: 'flag.jpg',
    title: 'Flag',
    label: 'flag-label',
    description: 'Of two halves',
    creditLine: 'Nobody',
    source: { id: 's1', name: 'source', url: 'https://source.example.org' },
    extract: ['palette', 'lqip', 'blurhash'],
  })
  const plain = await client.assets.upload('image', await noise().png().toBuffer(), { filename: 'noise.png', extract: ['none'] })
  await client.assets.upload('image', svg(20, 10), { filename: 'nobody refers to me.svg' })
  const file = await client.assets.upload('file', Buffer.from('name,value\na,1\n'), { filename: 'data.csv', title: 'Figures' })
  await client.action([
    { actionType: 'sanity.action.release.create', releaseId: 'spring', metadata: { title: 'Spring', releaseType: 'asap' } },
  ])
  const image = (id: string) => ({
    _type: 'image',
    asset: reference(id),
    hotspot: { _type: 'sanity.imageHotspot', x: 0.5, y: 0.25, width: 1, height: 1 },
  })
  await client
    .transaction()
    .create({
      _id: 'plain',
      _type: 'note',
      text: 'No reference',
      numbers: [1, 2.5, -0.1, 1e21],
      nothing: null,
      yes: true,
      'odd key é': '\u2028 "\\',
    })
    .create({
      _id: 'whole',
      _type: 'note',
      main: image(picture._id),
      list: [
        { ...image(plain._id), _key: 'a' },
        { _type: 'file', _key: 'b', asset: reference(file._id) },
      ],
    })
    .create({ _id: 'strong', _type: 'note', to: reference('plain'), many: [reference('whole', { _key: 'k' })] })
    .create({ _id: 'weak', _type: 'note', to: reference('nowhere', { _weak: true }) })
    .create({ _id: 'old', _type: 'note', _createdAt: '2001-02-03T04:05:06.000Z' })
    .create({ _id: 'drafts.plain', _type: 'note', text: 'A draft', to: reference('strong') })
    .create({ _id: 'drafts.only', _type: 'note', main: image(picture._id) })
    .create({ _id: 'versions.spring.plain', _type: 'note', text: 'For spring' })
    .commit()
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-export-'))
  ;[first, second] = await Promise.all([start(), start()])
  await fill(clientOf(first))
  await exportTo(join(directory, 'before.tar.gz'), clientOf(first))
  await importFrom(join(directory, 'before.tar.gz'), clientOf(second))
  await exportTo(join(directory, 'after.tar.gz'), clientOf(second))
  ;[before, after] = await Promise.all([unpack(join(directory, 'before.tar.gz')), unpack(join(directory, 'after.tar.gz'))])
}, 120_000)

afterAll(async () => {
  await Promise.all([first.close(), second.close()])
  await rm(directory, { recursive: true, force: true })
})

/** `line` without what each commit gives anew, as bytes of JSON. */
const lasting = (line: string): string => {
  const { _rev, _updatedAt, ...rest } = JSON.parse(line)
  expect([typeof _rev, typeof _updatedAt]).toEqual(['string', 'string'])
  return JSON.stringify(rest)
}

test('Every document comes back with the same bytes, in the same order, but for its revision and when it was changed', () => {
  expect(before.lines.length).toBeGreaterThan(20)
  expect(after.lines.map(lasting)).toEqual(before.lines.map(lasting))
})

test('Every picture and file comes back with the same bytes under the same name', () => {
  const kinds = [...before.files.keys()].map((name) => name.replace(/[0-9a-f]{40}/, '#')).toSorted()
  expect(kinds).toEqual(['files/#.csv', 'images/#-20x10.svg', 'images/#-240x240.svg', 'images/#-300x300.png', 'images/#-64x32.jpg'])
  expect(after.files).toEqual(before.files)
})

test('Every asset says of itself what it said, but for its revision and when it was made and changed', () => {
  const described = ({ assets }: Unpacked) =>
    Object.fromEntries(Object.entries(assets).map(([key, { _rev, _createdAt, _updatedAt, ...rest }]) => [key, JSON.stringify(rest)]))
  expect(Object.values(before.assets)).toContainEqual(
    expect.objectContaining({ title: 'Flag', creditLine: 'Nobody', metadata: expect.objectContaining({ blurHash: expect.any(String) }) }),
  )
  expect(described(after)).toEqual(described(before))
})

test('A third export, of an import of the second, differs from it in revisions and times alone', async () => {
  const third = await startListeningLake()
  onTestFinished(() => third.close())
  await importFrom(join(directory, 'after.tar.gz'), clientOf(third))
  await exportTo(join(directory, 'third.tar.gz'), clientOf(third))
  const again = await unpack(join(directory, 'third.tar.gz'))
  expect(again.lines.map(lasting)).toEqual(after.lines.map(lasting))
  expect(again.files).toEqual(after.files)
})

test('The same export twice is the same, byte for byte', async () => {
  await exportTo(join(directory, 'repeated.tar.gz'), clientOf(first))
  expect(await unpack(join(directory, 'repeated.tar.gz'))).toEqual(before)
})

test('An import that was cut, and done again, leaves what one that was not leaves', async () => {
  const cut = await startListeningLake()
  onTestFinished(() => cut.close())
  let written = 0
  const client = createClient({
    ...clientOf(cut).config(),
    maxRetries: 0,
    resolveFetch: () => async (input, init) => {
      if (written > 0) throw new TypeError('The line was cut')
      const answer = await fetch(input, init)
      if (answer.url.includes('/data/mutate/')) written += 1
      return answer
    },
  })
  await expect(importFrom(join(directory, 'before.tar.gz'), client)).rejects.toThrow('The line was cut')
  const half = await clientOf(cut).fetch<number>('count(*)')
  expect(half).toBeGreaterThan(0)
  await importFrom(join(directory, 'before.tar.gz'), clientOf(cut), { operation: 'createOrReplace', releasesOperation: 'replace' })
  await exportTo(join(directory, 'cut.tar.gz'), clientOf(cut))
  const whole = await unpack(join(directory, 'cut.tar.gz'))
  expect(whole.lines.map(lasting)).toEqual(before.lines.map(lasting))
  expect(whole.files).toEqual(before.files)
})

/** The dataset `closed` of the first lake, private, with a picture and a file; both documents, and what refers to them. */
async function fillPrivate(): Promise<{ client: SanityClient; picture: SanityAssetDocument; file: SanityAssetDocument }> {
  await clientOf(first).datasets.create('closed', { aclMode: 'private' })
  onTestFinished(async () => void (await clientOf(first).datasets.delete('closed')))
  const client = clientOf(first).withConfig({ dataset: 'closed' })
  const picture = await client.assets.upload('image', await halves(40, 20).png().toBuffer(), { filename: 'closed.png' })
  const file = await client.assets.upload('file', Buffer.from('closed'), { filename: 'closed.txt' })
  await client.create({
    _id: 'whole',
    _type: 'note',
    image: { _type: 'image', asset: reference(picture._id) },
    file: { asset: reference(file._id) },
  })
  return { client, picture, file }
}

/** The documents of a dataset, by id, as a program that calls itself `userAgent` gets them. */
async function exported(client: SanityClient, userAgent: string): Promise<Map<string, Record<string, unknown>>> {
  const { apiHost, dataset = '', token = '' } = client.config()
  const headers = { authorization: `Bearer ${token}`, 'user-agent': userAgent }
  const lines = await (await fetch(`${apiHost}/v2025-02-19/data/export/${dataset}`, { headers })).text()
  return new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => [JSON.parse(line)._id, JSON.parse(line)]),
  )
}

test('Pictures and files of a private dataset come through an export and an import', async () => {
  const { client, picture, file } = await fillPrivate()
  expect((await fetch(picture.url)).status).toBe(404)
  const archive = join(directory, 'closed.tar.gz')
  await exportTo(archive, client)
  const inside = await unpack(archive)
  expect([...inside.files.keys()].map((name) => name.split('/').at(-1))).toEqual([file, picture].map(({ path }) => path.split('/').at(-1)))
  expect(JSON.stringify(inside.assets) + inside.lines.join('')).not.toContain('signature')
  await client.delete({ query: '*[true]' })
  await importFrom(archive, client, { operation: 'createOrReplace' })
  expect(await client.fetch('*[_id == "whole"][0]{"picture": image.asset->url, "file": file.asset->url}')).toEqual({
    picture: picture.url,
    file: file.url,
  })
})

test('The address of a private picture that an export is told opens that picture alone, for an hour, while its token stands', async () => {
  const { client, picture, file } = await fillPrivate()
  const viewer = await makeToken(first, 'viewer')
  const documents = await exported(client.withConfig({ token: viewer.key }), '@sanity/export@6.2.1')
  const url = new URL(String(documents.get(picture._id)?.['url']))
  const status = async (change: (url: URL) => void): Promise<number> => {
    const changed = new URL(url)
    change(changed)
    return (await fetch(changed)).status
  }
  expect(await status(() => undefined)).toBe(200)
  expect(await status((changed) => (changed.pathname = new URL(file.url).pathname))).toBe(404)
  expect(await status((changed) => changed.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1)))).toBe(404)
  expect(await status((changed) => changed.searchParams.set('by', 'si0'))).toBe(404)
  expect(await status((changed) => changed.searchParams.delete('signature'))).toBe(404)
  const rest = { ...documents.get(picture._id), url: picture.url }
  expect(rest).toEqual((await exported(client, 'curl/8')).get(picture._id))
  await runScript('scripts/token.ts', { DATABASE_URL: first.databaseUrl, DATA_DIR: directory }, { args: ['revoke', viewer.id] })
  await vi.waitFor(async () => expect(await status(() => undefined)).toBe(404), { timeout: 5000 })
}, 60_000)
