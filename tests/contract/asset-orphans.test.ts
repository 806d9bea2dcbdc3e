import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { AssetKeeper } from '#lib/content-lake/assets/asset-keeper.ts'
import { Bus } from '#lib/content-lake/events/bus.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves, sha1 } from '#tests/support/pictures.ts'

describe('files and their documents', () => {
  let lake: TestLake
  let keeper: AssetKeeper
  beforeAll(async () => {
    lake = await startLake()
    keeper = new AssetKeeper(lake.settings, new Bus())
  })
  afterAll(async () => {
    await keeper.close()
    await lake.close()
  })
  const { upload, stored, get } = assetCalls(() => lake)
  const nameOf = (document: { path: string }): string => document.path.split('/').at(-1) ?? ''
  const listed = async (id: string): Promise<boolean> =>
    (await lake.pool.query('select from lake.asset_file where id = $1', [id])).rowCount === 1

  it('A file whose document a crash left unwritten is found by a later look, and no other file is touched', async () => {
    const kept = await stored(await halves(20, 10).png().toBuffer())
    const orphan = await stored(await halves(22, 10).png().toBuffer())
    // Written by nobody of this database: another lake's, in the same store.
    const foreign = await stored(await halves(24, 10).png().toBuffer())
    await lake.pool.query('delete from lake.document where id = any($1)', [[orphan._id, foreign._id]])
    await lake.pool.query('delete from lake.asset_file where id = $1', [foreign._id])
    await keeper.sweep()
    // An upload under way has no document yet either.
    expect(await keeper.files.size(nameOf(orphan))).not.toBeNull()
    await keeper.sweep(0)
    expect(await keeper.files.size(nameOf(orphan))).toBeNull()
    expect(await listed(orphan._id)).toBe(false)
    expect(await keeper.files.size(nameOf(foreign))).not.toBeNull()
    expect(await bytesOf(await get(kept.path))).toHaveLength((await keeper.files.size(nameOf(kept))) ?? 0)
  })

  it('A start takes away what was deleted while the store was away', async () => {
    const document = await stored(await halves(26, 10).png().toBuffer())
    await lake.pool.query(`update lake.asset_file set written_at = now() - interval '2 hours' where id = $1`, [document._id])
    await lake.pool.query('delete from lake.document where id = $1', [document._id])
    const again = await startLake({ pool: lake.pool, assetsDirectory: lake.settings.assetsDirectory })
    onTestFinished(() => again.close())
    await vi.waitFor(async () => expect(await keeper.files.size(nameOf(document))).toBeNull())
  })

  it('A file whose document is refused is taken away', async () => {
    const refuse = `create function lake.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
      create trigger refuse before insert on lake.document for each row when (new.type = 'sanity.fileAsset') execute function lake.refuse()`
    await lake.pool.query(refuse)
    onTestFinished(async () => void (await lake.pool.query('drop trigger refuse on lake.document')))
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect((await upload(Buffer.from('refused'), '?filename=a.txt', 'files')).status).toBe(500)
    await vi.waitFor(async () => expect((await lake.pool.query(`select from lake.asset_file where id like 'file-%'`)).rowCount).toBe(0))
    expect(await keeper.files.size(`${sha1(Buffer.from('refused'))}.txt`)).toBeNull()
  })

  it('A picture of two datasets goes when the last of its documents goes', async () => {
    const document = await stored(await halves(28, 10).png().toBuffer())
    await lake.pool.query(
      `insert into lake.document (dataset, id, type, revision, content) select 'other', id, type, revision, content from lake.document where id = $1`,
      [document._id],
    )
    await lake.client('editor').delete(document._id)
    const other = new AssetKeeper(lake.settings, new Bus())
    other.lost([document._id])
    await other.close()
    expect(await keeper.files.size(nameOf(document))).not.toBeNull()
    await lake.pool.query(`delete from lake.document where dataset = 'other'`)
    await keeper.sweep(0)
    expect(await keeper.files.size(nameOf(document))).toBeNull()
  })

  it('A document that a restored revision brings back without its file is answered 404, until the picture is uploaded again', async () => {
    const bytes = await halves(30, 10).png().toBuffer()
    const document = await stored(bytes)
    await lake.client('editor').delete(document._id)
    await vi.waitFor(async () => expect(await keeper.files.size(nameOf(document))).toBeNull())
    await lake.client('editor').createOrReplace({ ...document, _type: 'sanity.imageAsset' })
    expect((await get(document.path)).status).toBe(404)
    await stored(bytes)
    expect(await bytesOf(await get(document.path))).toEqual(bytes)
  })
})

describe('a site that moves', () => {
  it('writes its new address into the documents of its own uploads, by one transaction, and into no others', async () => {
    const lake = await startLake()
    onTestFinished(() => lake.close())
    const { stored } = assetCalls(() => lake)
    const picture = await stored(await halves(20, 10).png().toBuffer())
    const second = await stored(await halves(20, 12).png().toBuffer())
    const hosted = {
      _id: `image-${'a'.repeat(40)}-1x1-png`,
      _type: 'sanity.imageAsset',
      path: 'images/p/d/x.png',
      url: 'https://cdn.sanity.io/images/p/d/x.png',
    }
    await lake.client('editor').create(hosted)
    const transactions = async (): Promise<number | null> => (await lake.pool.query('select from lake.transaction')).rowCount
    const before = await transactions()
    const moved = await startLake({ pool: lake.pool, assetsDirectory: lake.settings.assetsDirectory, origin: 'https://facts.example.org' })
    onTestFinished(() => moved.close())
    const url = async (id: string): Promise<string> => moved.client('editor').fetch('*[_id == $id][0].url', { id })
    await vi.waitFor(async () => expect(await url(picture._id)).toBe(`https://facts.example.org/lake/${picture.path}`))
    expect(await url(second._id)).toBe(`https://facts.example.org/lake/${second.path}`)
    expect(await url(hosted._id)).toBe(hosted.url)
    expect(await transactions()).toBe(Number(before) + 1)
    const again = await startLake({ pool: lake.pool, assetsDirectory: lake.settings.assetsDirectory, origin: 'https://facts.example.org' })
    await again.close()
    expect(await transactions()).toBe(Number(before) + 1)
  })
})
