import type { ClientError, ListenEvent, LiveEvent, SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { Heard } from './listening.ts'
import { halves } from './pictures.ts'

/** Somewhere to run the suite. */
export interface Place {
  /** An administrator's or developer's client, of API version 2025-02-19. */
  readonly client: SanityClient
  close(): Promise<void>
}

/** Whatever a `ClientError` says of why. */
const refusal = async (asked: Promise<unknown>): Promise<{ status: number; body: unknown }> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason as ClientError,
  )
  return { status: error?.statusCode ?? 0, body: error?.response.body }
}

/** The client's own behaviour for each endpoint: what any server of the protocol must do, the lake and hosted Sanity alike. Every document has an id
 *  of this run alone, and goes at the end. */
export function clientSuite(open: () => Promise<Place>): void {
  const run = `suite-${crypto.randomUUID().slice(0, 8)}`
  const type = `suite${crypto.randomUUID().slice(0, 8)}`
  const id = (name: string) => `${run}-${name}`
  let place: Place
  let client: SanityClient

  beforeAll(async () => {
    place = await open()
    client = place.client
  })
  afterAll(async () => {
    await client.delete({ query: '*[_type == $type]', params: { type } })
    await place.close()
  })

  const create = (name: string, more = {}) => client.create({ _id: id(name), _type: type, ...more })

  it('fetch answers with parameters, and says what the answer depends on', async () => {
    await create('fetched', { n: 3, word: 'größer' })
    const query = '*[_type == $type && n > $least && word == $word]{_id, "double": n * 2}'
    const answer = await client.fetch(query, { type, least: 2, word: 'größer' }, { filterResponse: false })
    expect(answer).toMatchObject({ result: [{ _id: id('fetched'), double: 6 }], ms: expect.any(Number), query })
    expect(answer.syncTags?.every((tag) => tag.startsWith('s1:'))).toBe(true)
    expect(answer.syncTags?.length).toBeGreaterThan(0)
  })

  it('fetch answers a query too long for an address', async () => {
    await create('long')
    const many = Array.from({ length: 1000 }, (_, index) => `"${id(`none-${index}`)}"`).join(',')
    expect(await client.fetch(`*[_id in [${many}, $wanted]]._id`, { wanted: id('long') })).toEqual([id('long')])
  })

  it('fetch sees published documents, or drafts over them, or all as they are', async () => {
    await create('seen', { title: 'published' })
    await client.create({ _id: `drafts.${id('seen')}`, _type: type, title: 'draft' })
    const titles = (perspective: 'published' | 'drafts' | 'raw') =>
      client.fetch<string[]>('*[_id in [$id, "drafts." + $id]] | order(_id asc).title', { id: id('seen') }, { perspective })
    expect(await titles('published')).toEqual(['published'])
    expect(await titles('drafts')).toEqual(['draft'])
    expect(await titles('raw')).toEqual(['draft', 'published'])
  })

  it('A query that can’t be parsed is refused with its place', async () => {
    const { status, body } = await refusal(client.fetch('*[_type == '))
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { type: 'queryParseError', description: expect.any(String), query: '*[_type == ' } })
  })

  it('getDocument and getDocuments give what is there, in the order asked', async () => {
    await create('one')
    await create('two')
    expect(await client.getDocument(id('one'))).toMatchObject({ _id: id('one'), _type: type, _rev: expect.any(String) })
    expect(await client.getDocument(id('absent'))).toBeUndefined()
    const [two, absent, one] = await client.getDocuments([id('two'), id('absent'), id('one')])
    expect([two?._id, absent, one?._id]).toEqual([id('two'), null, id('one')])
  })

  it('create makes an id where none is given, and refuses one that is taken', async () => {
    const made = await client.create({ _type: type })
    expect(made._id).toMatch(/^\w[\w-]+$/)
    expect(await refusal(client.create({ _id: made._id, _type: type }))).toMatchObject({
      status: 409,
      body: { error: { type: 'mutationError', items: [{ error: { type: 'documentAlreadyExistsError', id: made._id } }] } },
    })
  })

  it('createIfNotExists leaves what is there, createOrReplace does not', async () => {
    const document = { _id: id('made'), _type: type }
    await client.createIfNotExists({ ...document, title: 'first' })
    await client.createIfNotExists({ ...document, title: 'second' })
    expect(await client.getDocument(id('made'))).toMatchObject({ title: 'first' })
    await client.createOrReplace({ ...document, other: 'third' })
    const replaced = await client.getDocument(id('made'))
    expect(replaced).toMatchObject({ other: 'third' })
    expect(replaced).not.toHaveProperty('title')
  })

  it('patch applies its operations in one revision, or none of them', async () => {
    const { _rev } = await create('patched', { n: 1, gone: true, list: [{ _key: 'a' }] })
    const patched = await client
      .patch(id('patched'))
      .ifRevisionId(_rev)
      .set({ title: 'set' })
      .setIfMissing({ title: 'not set', other: 1 })
      .unset(['gone'])
      .inc({ n: 2 })
      .insert('after', 'list[_key == "a"]', [{ _key: 'b' }])
      .commit()
    expect(patched).toMatchObject({ title: 'set', other: 1, n: 3, list: [{ _key: 'a' }, { _key: 'b' }] })
    expect(patched).not.toHaveProperty('gone')
    const late = await refusal(client.patch(id('patched')).ifRevisionId(_rev).set({ title: 'late' }).commit())
    expect(late).toMatchObject({ status: 409, body: { error: { items: [{ error: { type: 'documentRevisionIDDoesNotMatchError' } }] } } })
  })

  it('A transaction is one revision, all or nothing, and may be tried without being done', async () => {
    const transactionId = `${run}-transaction`
    const both = client
      .transaction()
      .create({ _id: id('t1'), _type: type })
      .create({ _id: id('t2'), _type: type })
    await both.commit({ dryRun: true })
    expect(await client.getDocument(id('t1'))).toBeUndefined()
    expect(await both.transactionId(transactionId).commit()).toMatchObject({ transactionId, documentIds: [id('t1'), id('t2')] })
    expect((await client.getDocuments([id('t1'), id('t2')])).map((document) => document?._rev)).toEqual([transactionId, transactionId])
    const half = client
      .transaction()
      .create({ _id: id('t3'), _type: type })
      .create({ _id: id('t1'), _type: type })
    expect(await refusal(half.commit())).toMatchObject({ status: 409 })
    expect(await client.getDocument(id('t3'))).toBeUndefined()
  })

  it('delete takes documents away by id and by query', async () => {
    await create('deleted-1', { doomed: true })
    await create('deleted-2', { doomed: true })
    await client.delete(id('deleted-1'))
    await client.delete({ query: '*[_type == $type && doomed]', params: { type } })
    expect(await client.getDocuments([id('deleted-1'), id('deleted-2')])).toEqual([null, null])
  })

  it('A document that is strongly referred to is not deleted', async () => {
    await create('target')
    await create('source', { to: { _type: 'reference', _ref: id('target') } })
    expect(await refusal(client.delete(id('target')))).toMatchObject({
      status: 409,
      body: { error: { items: [{ error: { type: 'documentHasExistingReferencesError', id: id('target') } }] } },
    })
    await client.delete(id('source'))
  })

  it('Actions make a draft, edit it, publish it and take it back', async () => {
    const publishedId = id('acted')
    const draftId = `drafts.${publishedId}`
    await client.action({
      actionType: 'sanity.action.document.create',
      publishedId,
      attributes: { _id: draftId, _type: type },
      ifExists: 'fail',
    })
    await client.action({ actionType: 'sanity.action.document.edit', draftId, publishedId, patch: { set: { title: 'edited' } } })
    await client.action({ actionType: 'sanity.action.document.publish', draftId, publishedId })
    expect(await client.getDocument(publishedId)).toMatchObject({ title: 'edited' })
    expect(await client.getDocument(draftId)).toBeUndefined()
    await client.action({ actionType: 'sanity.action.document.unpublish', draftId, publishedId })
    expect(await client.getDocument(publishedId)).toBeUndefined()
    expect(await client.getDocument(draftId)).toMatchObject({ title: 'edited' })
    const refused = client.action({
      actionType: 'sanity.action.document.publish',
      draftId: `drafts.${id('absent')}`,
      publishedId: id('absent'),
    })
    expect((await refusal(refused)).body).toMatchObject({ error: { type: 'actionError' } })
  })

  it('listen says welcome, and then what happened to the documents of its query', async () => {
    const heard = new Heard<ListenEvent<Record<string, unknown>>>(
      client.listen('*[_type == $type]', { type }, { events: ['welcome', 'mutation'], visibility: 'query' }),
    )
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    await create('listened', { title: 'heard' })
    const event = await heard.first((one) => one.type === 'mutation' && one.documentId === id('listened'))
    expect(event).toMatchObject({
      transition: 'appear',
      result: { _id: id('listened'), title: 'heard' },
      mutations: [{ create: expect.any(Object) }],
    })
  })

  it('live.events tells a tag of each answer that a change altered', async () => {
    await create('live', { title: 'before' })
    const { syncTags = [] } = await client.fetch('*[_id == $id][0].title', { id: id('live') }, { filterResponse: false })
    const heard = new Heard<LiveEvent>(client.live.events())
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    await client.patch(id('live')).set({ title: 'after' }).commit()
    await heard.first((event) => event.type === 'message' && event.tags.some((tag) => syncTags.includes(tag)))
  })

  it('assets.upload keeps a picture and a file, the same bytes once, and gives their documents', async () => {
    const bytes = await halves(40, 20).png().toBuffer()
    const picture = await client.assets.upload('image', bytes, { filename: `${run}.png`, title: 'Suite' })
    expect(picture).toMatchObject({
      _type: 'sanity.imageAsset',
      extension: 'png',
      metadata: { dimensions: { width: 40, height: 20, aspectRatio: 2 } },
    })
    expect((await client.assets.upload('image', bytes))._id).toBe(picture._id)
    const file = await client.assets.upload('file', Buffer.from(run), { filename: `${run}.txt` })
    expect(file).toMatchObject({ _type: 'sanity.fileAsset', extension: 'txt', size: run.length, originalFilename: `${run}.txt` })
    for (const asset of [picture, file]) await client.delete(asset._id)
    expect(await client.getDocuments([picture._id, file._id])).toEqual([null, null])
  })

  it('users.getById knows who asks', async () => {
    expect(await client.users.getById('me')).toMatchObject({ id: expect.any(String), name: expect.any(String), roles: expect.any(Array) })
  })

  it('projects and datasets are listed, this one among them', async () => {
    const { projectId = '', dataset = '' } = client.config()
    expect(await client.projects.getById(projectId)).toMatchObject({ id: projectId, displayName: expect.any(String) })
    expect(await client.datasets.list()).toContainEqual(expect.objectContaining({ name: dataset, aclMode: expect.any(String) }))
  })

  it('A token that is nobody’s is refused', async () => {
    const stranger = client.withConfig({ token: 'a-token-of-nobody' })
    expect((await refusal(stranger.fetch('1'))).status).toBe(401)
  })
}
