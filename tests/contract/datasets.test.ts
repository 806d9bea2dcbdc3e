import type { ListenEvent, LiveEvent, SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ORIGIN, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'
import { halves } from '#tests/support/pictures.ts'

const json = { origin: ORIGIN, 'content-type': 'application/json' }

describe('several datasets and projects', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('administrator')
  })
  afterAll(() => lake.close())

  const of = (dataset: string, name: PersonName = 'administrator', projectId = 'local'): SanityClient =>
    lake.client(name).withConfig({ dataset, projectId })

  it("The client's own methods make, list, edit and delete datasets", async () => {
    expect(await client.datasets.create('made', { aclMode: 'private', description: 'for a while' })).toEqual({
      datasetName: 'made',
      aclMode: 'private',
      description: 'for a while',
    })
    expect((await client.datasets.list()).map(({ name, aclMode }) => [name, aclMode])).toEqual([
      ['made', 'private'],
      ['production', 'public'],
    ])
    expect(await client.datasets.edit('made', { aclMode: 'public' })).toEqual({
      datasetName: 'made',
      aclMode: 'public',
      description: 'for a while',
    })
    await expect(client.datasets.create('made')).rejects.toMatchObject({ statusCode: 409 })
    expect(await client.datasets.delete('made')).toEqual({ deleted: true })
    expect((await client.datasets.list()).map(({ name }) => name)).toEqual(['production'])
    await expect(client.datasets.delete('made')).rejects.toMatchObject({ statusCode: 404 })
  })

  it.each([
    ['a great letter', 'Made', {}],
    ['a dot', 'a.b', {}],
    ['65 letters', 'a'.repeat(65), {}],
    ['an unknown mode', 'made', { aclMode: 'open' }],
    ['an unknown wish', 'made', { size: 'large' }],
  ])('A dataset with %s is refused with 400', async (_what, name, body) => {
    const response = await lake.fetch(`/v1/datasets/${name}`, { method: 'PUT', body: JSON.stringify(body), headers: json }, 'administrator')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.any(String) })
  })

  it("Only an administrator makes, edits and deletes them, and nobody deletes the lake's own", async () => {
    for (const name of ['editor', 'contributor', 'viewer', 'reader'] as const) {
      await expect(lake.client(name).datasets.create('theirs'), name).rejects.toMatchObject({ statusCode: 403 })
      await expect(lake.client(name).datasets.edit('production', { aclMode: 'private' }), name).rejects.toMatchObject({ statusCode: 403 })
      await expect(lake.client(name).datasets.delete('production'), name).rejects.toMatchObject({ statusCode: 403 })
    }
    await expect(client.datasets.delete('production')).rejects.toMatchObject({ statusCode: 403 })
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect((await lake.fetch('/v1/datasets/theirs', { method })).status).toBe(401)
  })

  describe('two datasets and another project', () => {
    beforeAll(async () => {
      await client.datasets.create('other')
      await client.request({ method: 'POST', url: '/projects', body: { id: 'second', displayName: 'The second' } })
      await of('production', 'administrator', 'second').datasets.create('production')
      for (const [dataset, project] of [
        ['production', 'local'],
        ['other', 'local'],
        ['production', 'second'],
      ] as const)
        await of(dataset, 'editor', project).create({ _id: 'same', _type: 'thing', where: `${project}.${dataset}`, slug: { current: 's' } })
    })

    it('The same id is another document in each', async () => {
      for (const [dataset, project] of [
        ['production', 'local'],
        ['other', 'local'],
        ['production', 'second'],
      ] as const) {
        const one = of(dataset, 'viewer', project)
        expect(await one.fetch('*[_type == "thing"].where')).toEqual([`${project}.${dataset}`])
        expect(await one.getDocument('same')).toMatchObject({ where: `${project}.${dataset}` })
        expect(await one.fetch('sanity::dataset() + " " + sanity::projectId()')).toBe(`${dataset} ${project}`)
      }
    })

    it('A client with a resource reaches each by its address alone, for reading, writing and listening', async () => {
      const one = lake.client('editor').withConfig({ resource: { type: 'dataset', id: 'second.production' } })
      expect(await one.fetch('*[_id == "same"][0].where')).toBe('second.production')
      expect(await one.getDocument('same')).toMatchObject({ where: 'second.production' })
      const heard = new Heard<ListenEvent<Record<string, unknown>>>(one.listen('*', {}, { events: ['welcome', 'mutation'] }))
      onTestFinished(() => heard.stop())
      await heard.first((event) => event.type === 'welcome')
      await one.create({ _id: 'by-resource', _type: 'thing' })
      await heard.first((event) => event.type === 'mutation' && event.documentId === 'by-resource')
      expect(await of('production').getDocument('by-resource')).toBeUndefined()
    })

    it('A transaction id, a revision and history belong to one dataset', async () => {
      const write = (dataset: string): Promise<unknown> =>
        of(dataset, 'editor').transaction().createOrReplace({ _id: 'twice', _type: 'thing', dataset }).commit({ transactionId: 'one-id' })
      await write('production')
      await write('other')
      expect(await of('other').getDocument('twice')).toMatchObject({ dataset: 'other', _rev: 'one-id' })
      const history = await of('other').request<string>({ url: '/data/history/other/transactions/same?excludeContent=true' })
      expect(JSON.stringify(history)).not.toContain('production')
      expect(await of('other').request({ url: '/data/history/other/documents/same?revision=one-id' })).toMatchObject({
        documents: [{ where: 'local.other' }],
      })
    })

    it('Events and sync tags do not cross', async () => {
      const { syncTags: here = [] } = await of('production').fetch('*[_type == "thing"]', {}, { filterResponse: false })
      const { syncTags: there = [] } = await of('other').fetch('*[_type == "thing"]', {}, { filterResponse: false })
      const { syncTags: second = [] } = await of('production', 'administrator', 'second').fetch(
        '*[_type == "thing"]',
        {},
        { filterResponse: false },
      )
      expect(new Set([...here, ...there, ...second]).size).toBe(here.length + there.length + second.length)
      const listener = new Heard<ListenEvent<Record<string, unknown>>>(
        of('production').listen('*', {}, { events: ['welcome', 'mutation'] }),
      )
      const live = new Heard<LiveEvent>(of('production').live.events())
      onTestFinished(() => {
        listener.stop()
        live.stop()
      })
      await listener.first((event) => event.type === 'welcome')
      await live.first((event) => event.type === 'welcome')
      await of('other', 'editor').create({ _id: 'unheard', _type: 'thing' })
      await of('production', 'editor').create({ _id: 'heard', _type: 'thing' })
      await listener.first((event) => event.type === 'mutation' && event.documentId === 'heard')
      await live.first((event) => event.type === 'message')
      expect(listener.all.filter((event) => event.type === 'mutation')).toHaveLength(1)
      expect(live.all.filter((event) => event.type === 'message')).toHaveLength(1)
    })

    it('A reference does not lead into another dataset, and a document there does not forbid a deletion here', async () => {
      await of('other', 'editor').create({ _id: 'only-there', _type: 'thing' })
      await expect(
        of('production', 'editor').create({ _id: 'refers', _type: 'thing', to: { _type: 'reference', _ref: 'only-there' } }),
      ).rejects.toMatchObject({ statusCode: 409 })
      await of('production', 'editor').create({ _id: 'only-there', _type: 'thing' })
      await of('production', 'editor').create({ _id: 'refers', _type: 'thing', to: { _type: 'reference', _ref: 'only-there' } })
      await of('other', 'editor').delete('only-there')
      expect(await of('other').getDocument('only-there')).toBeUndefined()
    })

    it('The same picture in two datasets goes with the last of its documents', async () => {
      const bytes = await halves(40, 30).png().toBuffer()
      const here = await of('production', 'editor').assets.upload('image', bytes)
      const there = await of('other', 'editor').assets.upload('image', bytes)
      expect(there._id).toBe(here._id)
      expect(there.url).toContain('/images/local/other/')
      const get = async (url: string): Promise<number> => (await lake.lake.handle(new Request(url))).status
      expect([await get(here.url), await get(there.url)]).toEqual([200, 200])
      await of('production', 'editor').delete(here._id)
      expect([await get(here.url), await get(there.url)]).toEqual([404, 200])
      expect(await get(there.url.replace('/local/', '/second/').replace('/other/', '/production/'))).toBe(404)
    })

    it('A project is deleted after its datasets, with its tokens and origins; the own one never', async () => {
      await client.request({ method: 'POST', url: '/projects', body: { id: 'third', displayName: 'The third' } })
      const third = of('production', 'administrator', 'third')
      await third.datasets.create('production')
      await expect(third.request({ method: 'DELETE', url: '/projects/third' })).rejects.toMatchObject({ statusCode: 409 })
      await third.datasets.delete('production')
      expect(await third.request({ method: 'DELETE', url: '/projects/third' })).toEqual({ deleted: true })
      await expect(third.datasets.list()).rejects.toMatchObject({ statusCode: 404 })
      await expect(client.request({ method: 'DELETE', url: '/projects/local' })).rejects.toMatchObject({ statusCode: 403 })
      expect((await client.projects.list()).map(({ id }) => id)).toEqual(['local', 'second'])
    })
  })

  it('What is deleted leaves no row behind in any table, and comes back empty', async () => {
    await client.datasets.create('gone')
    const gone = of('gone', 'editor')
    await gone.create({ _id: 'a', _type: 'thing' })
    await gone.patch('a').set({ b: 1 }).commit()
    await client.datasets.delete('gone')
    const { rows: tables } = await lake.pool.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'lake' and column_name = 'dataset'",
    )
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['document', 'transaction', 'change']))
    for (const { name } of tables)
      expect((await lake.pool.query(`select 1 from lake.${name} where dataset = 'local/gone'`)).rowCount, name).toBe(0)
    await expect(gone.fetch('*')).rejects.toMatchObject({ statusCode: 404 })
    await expect(gone.create({ _type: 'thing' })).rejects.toMatchObject({ statusCode: 404 })
    await client.datasets.create('gone')
    expect(await gone.fetch('*')).toEqual([])
  })

  it('The Studio finds the dataset of the comments, which the first who comments makes, and two at once make the same', async () => {
    const addons = (): Promise<{ name: string }[]> =>
      lake.client('contributor').request({ url: '/projects/local/datasets?datasetProfile=comments&addonFor=production' })
    expect(await addons()).toEqual([])
    const setUp = (): Promise<unknown> => lake.client('contributor').request({ method: 'POST', url: '/comments/production/setup' })
    expect(await Promise.all([setUp(), setUp()])).toEqual([{ datasetName: 'production-comments' }, { datasetName: 'production-comments' }])
    expect(await addons()).toMatchObject([{ name: 'production-comments', addonFor: 'production', aclMode: 'private' }])
    expect((await client.datasets.list()).map(({ name }) => name)).not.toContain('production-comments')
    await expect(lake.client('viewer').request({ method: 'POST', url: '/comments/production/setup' })).rejects.toMatchObject({
      statusCode: 403,
    })
    await expect(lake.client('editor').request({ method: 'POST', url: '/comments/nowhere/setup' })).rejects.toMatchObject({
      statusCode: 404,
    })
  })

  it('Another process that made a dataset is believed at once', async () => {
    await lake.pool.query("insert into lake.dataset (project, name, acl_mode) values ('local', 'made-elsewhere', 'public')")
    expect(await of('made-elsewhere').fetch('*')).toEqual([])
  })
})
