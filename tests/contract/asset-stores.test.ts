import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { AssetKeeper } from '#lib/content-lake/assets/asset-keeper.ts'
import type { AssetStore } from '#lib/content-lake/assets/stores/asset-store.ts'
import { DirectoryStore } from '#lib/content-lake/assets/stores/directory-store.ts'
import { S3Store } from '#lib/content-lake/assets/stores/s3-store.ts'
import { Bus } from '#lib/content-lake/events/bus.ts'
import { parseEnvironment } from '#lib/env.ts'
import { openAssetStore } from '#scripts/site/open-asset-store.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves, noise, sha1 } from '#tests/support/pictures.ts'
import { startS3, type S3Server } from '#tests/support/s3-server.ts'

interface Stand {
  readonly store: AssetStore
  close(): Promise<void>
}

async function directoryStand(): Promise<Stand> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-store-'))
  return { store: new DirectoryStore(join(directory, 'shared')), close: () => rm(directory, { recursive: true, force: true }) }
}

async function s3Stand(): Promise<Stand> {
  const server = await startS3()
  return { store: new S3Store({ ...server.settings, timeoutMs: 20_000 }), close: () => server.close() }
}

describe.each([
  ['a directory', directoryStand],
  ['a bucket of an S3 server', s3Stand],
])('pictures and files in %s', (_name, open) => {
  let stand: Stand
  let lake: TestLake
  let sources: string
  beforeAll(async () => {
    stand = await open()
    lake = await startLake({ assetStore: stand.store })
    sources = await mkdtemp(join(tmpdir(), 'chancery-sources-'))
  })
  afterAll(async () => {
    await lake.close()
    await stand.close()
    await rm(sources, { recursive: true, force: true })
  })
  const { upload, stored, get } = assetCalls(() => lake)

  const kept = async (bytes: Uint8Array, name: string): Promise<void> => {
    const path = join(sources, randomUUID())
    await writeFile(path, bytes)
    await stand.store.put(name, path)
  }
  const read = async (name: string, start: number, end: number): Promise<Buffer | null> => {
    const stream = await stand.store.read(name, start, end)
    return stream && bytesOf(new Response(stream))
  }

  it('A file comes back as it went in, whole or in part, until it is removed', async () => {
    const bytes = randomBytes(100_000)
    await kept(bytes, 'aa-one.bin')
    expect(await stand.store.size('aa-one.bin')).toBe(bytes.length)
    expect(await read('aa-one.bin', 0, bytes.length - 1)).toEqual(bytes)
    expect(await read('aa-one.bin', 99_990, 99_999)).toEqual(bytes.subarray(99_990))
    await stand.store.remove('aa-one.bin')
    expect(await stand.store.size('aa-one.bin')).toBeNull()
    expect(await read('aa-one.bin', 0, 9)).toBeNull()
  })

  it('What is not there can be asked for and removed', async () => {
    expect(await stand.store.size('bb-none.bin')).toBeNull()
    expect(await stand.store.read('bb-none.bin', 0, 1)).toBeNull()
    await stand.store.remove('bb-none.bin')
  })

  it('A file may be written again, and by many at once', async () => {
    const bytes = randomBytes(10_000)
    await Promise.all(Array.from({ length: 5 }, () => kept(bytes, 'cc-same.bin')))
    expect(await read('cc-same.bin', 0, bytes.length - 1)).toEqual(bytes)
  })

  it('A file of many parts comes back as it went in', async () => {
    const bytes = randomBytes(20 * 1024 * 1024 + 7)
    await kept(bytes, 'dd-large.bin')
    expect(await stand.store.size('dd-large.bin')).toBe(bytes.length)
    expect((await read('dd-large.bin', 0, bytes.length - 1))?.equals(bytes)).toBe(true)
  })

  it('A put of a file that is not there fails and leaves nothing', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await expect(stand.store.put('ee-none.bin', join(tmpdir(), 'no such file'))).rejects.toMatchObject({ status: 503 })
    expect(await stand.store.size('ee-none.bin')).toBeNull()
  })

  it('A picture is uploaded, delivered whole, in part, transformed and as its head, and gone with its document', async () => {
    const bytes = await halves(80, 40).jpeg().toBuffer()
    const document = await stored(bytes)
    const name = document.path.split('/').at(-1) ?? ''
    expect(await stand.store.size(name)).toBe(bytes.length)
    expect(sha1(await bytesOf(await get(document.path)))).toBe(name.slice(0, 40))
    expect(await bytesOf(await get(document.path, { range: 'bytes=5-14' }))).toEqual(bytes.subarray(5, 15))
    expect((await get(document.path, { range: `bytes=${bytes.length}-` })).status).toBe(416)
    const head = await get(document.path, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(bytes.length), ''])
    expect((await get(document.path, { 'if-none-match': head.headers.get('etag') ?? '' })).status).toBe(304)
    expect((await get(`${document.path}?w=20`)).status).toBe(200)
    await lake.client('editor').delete(document._id)
    expect((await get(document.path)).status).toBe(404)
    await vi.waitFor(async () => expect(await stand.store.size(name)).toBeNull())
  })

  it('A file larger than a part is uploaded and delivered, and nothing of it stays where it came in', async () => {
    const bytes = randomBytes(9 * 1024 * 1024)
    const { document } = await (await upload(bytes, '?filename=figures.bin', 'files')).json()
    expect((await bytesOf(await get(document.path))).equals(bytes)).toBe(true)
    expect(await bytesOf(await get(document.path, { range: 'bytes=-4' }))).toEqual(bytes.subarray(-4))
    expect(await readdir(join(lake.settings.assetsDirectory, 'incoming'))).toEqual([])
  })

  it('A document whose file is lost is answered 404, and whole again once the picture is uploaded again', async () => {
    const bytes = await halves(82, 40).png().toBuffer()
    const document = await stored(bytes)
    await stand.store.remove(document.path.split('/').at(-1) ?? '')
    expect((await get(document.path)).status).toBe(404)
    expect((await get(`${document.path}?w=9`)).status).toBe(404)
    await stored(bytes)
    expect(await bytesOf(await get(document.path))).toEqual(bytes)
  })

  it('A picture that another process is just taking away while it is uploaded again is there in the end', async () => {
    const { promise: removing, resolve: begun } = Promise.withResolvers<void>()
    const { promise: gate, resolve: goOn } = Promise.withResolvers<void>()
    const slow: AssetStore = {
      put: (name, path) => stand.store.put(name, path),
      size: (name) => stand.store.size(name),
      mark: () => stand.store.mark(),
      read: (name, start, end) => stand.store.read(name, start, end),
      async remove(name) {
        begun()
        await gate
        await stand.store.remove(name)
      },
    }
    const other = new AssetKeeper({ ...lake.settings, assetStore: slow }, new Bus())
    onTestFinished(() => other.close())
    const bytes = await halves(84, 40).png().toBuffer()
    const document = await stored(bytes)
    await lake.pool.query('delete from lake.document where id = $1', [document._id])
    other.lost([document._id])
    await removing
    const again = stored(bytes)
    const waits = vi.waitFor(async () => {
      const { rowCount } = await lake.pool.query(`select from pg_locks where locktype = 'advisory' and not granted`)
      expect(rowCount).toBe(1)
    })
    await Promise.race([again, waits])
    goOn()
    expect((await again)._id).toBe(document._id)
    expect(await bytesOf(await get(document.path))).toEqual(bytes)
  })

  it('Two processes upload and delete one picture over and over, and no document is left without its file, nor a file without its document', async () => {
    const other = await startLake({ assetStore: stand.store, pool: lake.pool })
    onTestFinished(() => other.close())
    const bytes = await halves(86, 40).png().toBuffer()
    const id = `image-${sha1(bytes)}-86x40-png`
    const fromOther = assetCalls(() => other)
    for (let round = 0; round < 8; round += 1) {
      const deletes = [lake, other].map((one) => one.client('editor').delete(id))
      await Promise.allSettled([stored(bytes), fromOther.stored(bytes), ...deletes])
    }
    const { rowCount } = await lake.pool.query('select from lake.document where id = $1', [id])
    await vi.waitFor(async () => expect((await stand.store.size(`${sha1(bytes)}-86x40.png`)) === null).toBe(rowCount === 0))
  })
})

describe('a store of pictures and files that is not well', () => {
  let server: S3Server
  let lake: TestLake
  beforeAll(async () => {
    server = await startS3()
    lake = await startLake({ assetStore: new S3Store(server.settings) })
  })
  afterAll(async () => {
    await lake.close()
    await server.close()
  })
  const { upload, stored, get } = assetCalls(() => lake)

  it.each(['silent', 'failing'] as const)(
    '%s: uploads and deliveries are answered 503, to be tried again, and are well when it is',
    async (mood) => {
      vi.spyOn(console, 'error').mockImplementation(() => {})
      const document = await stored(
        await noise()
          .jpeg({ quality: mood.length * 10 })
          .toBuffer(),
      )
      const another = await halves(30, mood.length).png().toBuffer()
      await bytesOf(await get(`${document.path}?w=30`))
      server.mood = mood
      onTestFinished(() => {
        server.mood = 'well'
      })
      for (const response of [await upload(another), await get(document.path), await get(`${document.path}?w=31`)]) {
        expect(response.status).toBe(503)
        expect(response.headers.get('retry-after')).toBe('5')
        expect(await response.json()).toMatchObject({ statusCode: 503, error: 'Service Unavailable' })
      }
      // What was made before is on this machine's own disk.
      expect((await get(`${document.path}?w=30`)).status).toBe(200)
      server.mood = 'well'
      expect((await get(document.path)).status).toBe(200)
      expect((await upload(another)).status).toBe(200)
    },
  )

  it('A line that is cut amid a large file leaves nothing of it, neither file nor parts nor document', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    server.mood = 'cutting'
    onTestFinished(() => {
      server.mood = 'well'
    })
    const bytes = randomBytes(20 * 1024 * 1024)
    const name = `${sha1(bytes)}.bin`
    expect((await upload(bytes, '?filename=large.bin', 'files')).status).toBe(503)
    server.mood = 'well'
    expect(server.asked.some((line) => line.startsWith('DELETE') && line.includes(name) && line.includes('uploadId'))).toBe(true)
    expect(await new S3Store(server.settings).size(name)).toBeNull()
    expect((await get(`files/local/production/${name}`)).status).toBe(404)
  })

  it('A line that is cut amid a delivery is no shorter picture, and no transformed one', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const document = await stored(await noise().jpeg({ quality: 61 }).toBuffer())
    server.mood = 'cutting'
    onTestFinished(() => {
      server.mood = 'well'
    })
    await expect(get(document.path).then(bytesOf)).rejects.toThrow(/aborted/)
    expect((await get(`${document.path}?w=33`)).status).toBe(503)
    server.mood = 'well'
    expect((await get(`${document.path}?w=33`)).status).toBe(200)
  })

  it.each([
    ['a wrong secret', { credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'wrong' } }],
    ['a bucket that is not there', { bucket: 'elsewhere' }],
    ['a server that is not there', { endpoint: 'http://127.0.0.1:9' }],
  ])('With %s nothing is taken for absent: each is answered 503', async (_what, wrong) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const store = new S3Store({ ...server.settings, ...wrong })
    await expect(store.read('aa.bin', 0, 1)).rejects.toMatchObject({ status: 503 })
    await expect(store.put('aa.bin', import.meta.filename)).rejects.toMatchObject({ status: 503 })
  })
})

describe('the store of pictures and files that the settings name', () => {
  it('is the directory, the bucket, or none', async () => {
    const server = await startS3()
    onTestFinished(() => server.close())
    const { endpoint = '', bucket } = server.settings
    const settings = {
      ASSETS_S3_ENDPOINT: endpoint,
      ASSETS_S3_BUCKET: bucket,
      ASSETS_S3_ACCESS_KEY_ID: 'S3RVER',
      ASSETS_S3_SECRET_ACCESS_KEY: 'S3RVER',
    }
    const inBucket = await openAssetStore(parseEnvironment(settings))
    await inBucket?.put('aa.ts', import.meta.filename)
    expect(await new S3Store(server.settings).size('aa.ts')).toBeGreaterThan(0)
    const directory = await mkdtemp(join(tmpdir(), 'chancery-shared-'))
    onTestFinished(() => rm(directory, { recursive: true, force: true }))
    const inDirectory = await openAssetStore(parseEnvironment({ ASSETS_DIR: directory }))
    await inDirectory?.put('aa.ts', import.meta.filename)
    expect(await readdir(join(directory, 'originals/aa'))).toEqual(['aa.ts'])
    expect(await openAssetStore(parseEnvironment({}))).toBeUndefined()
  })

  it('but cannot be used is answered 503, and the rest of the lake is well', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const directory = await mkdtemp(join(tmpdir(), 'chancery-lost-'))
    onTestFinished(() => rm(directory, { recursive: true, force: true }))
    const lake = await startLake({ assetStore: new DirectoryStore(directory) })
    onTestFinished(() => lake.close())
    // No directory can be made below a file.
    await rm(directory, { recursive: true })
    await writeFile(directory, '')
    const { upload, get } = assetCalls(() => lake)
    const response = await upload(await halves(20, 10).png().toBuffer())
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await lake.client('editor').fetch('count(*[_type == "sanity.imageAsset"])')).toBe(0)
    await lake.client('editor').create({ _id: `image-${'a'.repeat(40)}-1x1-png`, _type: 'sanity.imageAsset' })
    expect((await get(`images/local/production/${'a'.repeat(40)}-1x1.png`)).status).toBe(503)
  })
})
