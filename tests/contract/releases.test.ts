import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'

interface Event {
  readonly type: string
  readonly [more: string]: unknown
}

describe('releases', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  const publish = (id: string, more: object) => client.createOrReplace({ _id: id, _type: 'thing', ...more })
  const create = (releaseId: string, metadata: object = {}) =>
    client.releases.create({ releaseId, metadata: { title: releaseId, releaseType: 'asap', ...metadata } })
  const add = (releaseId: string, baseId: string) =>
    client.createVersion({ releaseId, baseId, publishedId: baseId.replace(/^drafts\./, '') })
  const addNew = (releaseId: string, publishedId: string, more: object) =>
    client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId,
      document: { _id: `versions.${releaseId}.${publishedId}`, _type: 'thing', ...more },
    })
  const state = async (releaseId: string) => (await client.getDocument(`_.releases.${releaseId}`))?.['state'] as unknown
  const eventsOf = async (path: string): Promise<Event[]> =>
    (await client.request<{ events: Event[] }>({ url: `/data/history/production/events/releases/${path}` })).events
  const documentEvents = async (id: string): Promise<Event[]> =>
    (await client.request<{ events: Record<string, Event[]> }>({ url: `/data/history/production/events/documents/${id}` })).events[id] ?? []

  it('A published release is taken back as the Studio does it: changed documents are as before, new ones are gone', async () => {
    await publish('old', { n: 1 })
    await create('forth')
    await add('forth', 'old')
    await client.patch('versions.forth.old').set({ n: 2 }).commit()
    await addNew('forth', 'new', { n: 1 })
    const before = await client.getDocument('old')
    const { transactionId } = await client.releases.publish({ releaseId: 'forth' })

    // As useDocumentRevertStates.ts and createReleaseOperationStore.ts of the Studio do.
    const { documents } = await client.request<{ documents: { _id: string; _rev: string }[] }>({
      url: '/data/history/production/documents/versions.forth.old,versions.forth.new?lastRevision=true',
    })
    expect(documents).toMatchObject([{ _rev: transactionId }, { _rev: transactionId }])
    const log = await lake.fetch(
      `/v2025-02-19/data/history/production/transactions/old,new?toTransaction=${transactionId}&reverse=true&limit=1000&effectFormat=mendoza`,
      {},
      'editor',
    )
    const [last, earlier] = (await log.text())
      .split('\n', 2)
      .map((line) => JSON.parse(line) as { id: string; effects: Record<string, { revert: unknown[] }> })
    expect(last).toMatchObject({ id: transactionId, effects: { new: { revert: [0, null] } } })
    const past = await client.request<{ documents: { _id: string; _type: string }[] }>({
      url: `/data/history/production/documents/old?revision=${earlier?.id ?? ''}`,
    })
    expect(past.documents).toEqual([before])
    await create('back')
    await client.action([
      ...past.documents.map((document) => ({
        actionType: 'sanity.action.document.version.create' as const,
        publishedId: 'old',
        document: { ...document, _id: 'versions.back.old' },
      })),
      {
        actionType: 'sanity.action.document.version.create',
        publishedId: 'new',
        document: { _id: 'versions.back.new', _type: 'thing', n: 1, _system: { delete: true } },
      },
    ])
    await client.releases.publish({ releaseId: 'back' })
    expect(await client.getDocuments(['old', 'new'])).toMatchObject([{ n: 1 }, null])
  })

  it('A draft is scheduled, moved, paused and published at once as the Studio does it, and its history says so', async () => {
    await client.create({ _id: 'drafts.sd', _type: 'thing', n: 1 })
    await create('rSd', { releaseType: 'scheduled', cardinality: 'one', intendedPublishAt: '2099-01-01T00:00:00.000Z' })
    await add('rSd', 'drafts.sd')
    await expect(addNew('rSd', 'second', {})).rejects.toMatchObject({ statusCode: 409 })
    await client.releases.schedule({ releaseId: 'rSd', publishAt: '2099-01-01T00:00:00Z' })
    await client.releases.edit({ releaseId: 'rSd', patch: { set: { 'metadata.intendedPublishAt': '2099-02-01T00:00:00Z' } } })
    await client.releases.schedule({ releaseId: 'rSd', publishAt: '2099-02-01T00:00:00Z' })
    await client.releases.unschedule({ releaseId: 'rSd' })
    expect(await state('rSd')).toBe('active')
    await client.releases.publish({ releaseId: 'rSd' })
    expect(await client.getDocument('sd')).toMatchObject({ n: 1 })
    expect((await documentEvents('versions.rSd.sd')).map((event) => [event.type, event['state'], event['publishAt']])).toEqual([
      ['publishDocumentVersion', undefined, undefined],
      ['unscheduleDocumentVersion', undefined, undefined],
      ['scheduleDocumentVersion', 'unscheduled', '2099-02-01T00:00:00.000Z'],
      ['scheduleDocumentVersion', 'unscheduled', '2099-01-01T00:00:00.000Z'],
      ['createDocumentVersion', undefined, undefined],
    ])
    expect((await eventsOf('rSd')).map((event) => event.type)).toEqual([
      'publishRelease',
      'unscheduleRelease',
      'scheduleRelease',
      'scheduleRelease',
      'addDocumentToRelease',
      'createRelease',
    ])
  })

  it('What waits in a scheduled release can’t be changed until it is unscheduled', async () => {
    await publish('locked', { n: 1 })
    await create('rLocked')
    await add('rLocked', 'locked')
    await client.releases.schedule({ releaseId: 'rLocked', publishAt: '2099-01-01T00:00:00Z' })
    const edit = () =>
      client.action({
        actionType: 'sanity.action.document.edit',
        draftId: 'versions.rLocked.locked',
        publishedId: 'locked',
        patch: { set: { n: 2 } },
      })
    const refused = { statusCode: 409, details: { items: [{ error: { type: 'releaseStateError' } }] } }
    await expect(edit()).rejects.toMatchObject(refused)
    await expect(client.discardVersion({ releaseId: 'rLocked', publishedId: 'locked' })).rejects.toMatchObject(refused)
    await expect(client.releases.archive({ releaseId: 'rLocked' })).rejects.toMatchObject(refused)
    await expect(client.releases.delete({ releaseId: 'rLocked' })).rejects.toMatchObject(refused)
    await client.releases.unschedule({ releaseId: 'rLocked' })
    await edit()
    expect(await client.getDocument('versions.rLocked.locked')).toMatchObject({ n: 2 })
  })

  it('A schedule that can’t be kept opens the release again and says why; the next attempt takes the reason away', async () => {
    await create('rBad')
    const to = { _type: 'reference', _ref: 'nowhere', _weak: true, _strengthenOnPublish: { type: 'thing' } }
    await addNew('rBad', 'bad', { to })
    const opened = new Promise<void>((resolve) => {
      const stop = lake.lake.onChange(async () => {
        if ((await state('rBad')) !== 'active') return
        stop()
        resolve()
      })
    })
    await client.releases.schedule({ releaseId: 'rBad', publishAt: '2001-01-01T00:00:00Z' })
    await opened
    expect(await client.getDocument('_.releases.rBad')).toMatchObject({
      state: 'active',
      error: { message: expect.stringContaining('nowhere') },
    })
    await publish('nowhere', {})
    await client.releases.publish({ releaseId: 'rBad' })
    expect(await client.getDocument('_.releases.rBad')).not.toHaveProperty('error')
    expect((await client.getDocument('bad'))?.['to']).toEqual({ _type: 'reference', _ref: 'nowhere' })
  })

  it('A release that was exported is imported with its state, as @sanity/import asks', async () => {
    const attributes = {
      _id: '_.releases.rIn',
      _type: 'system.release',
      name: 'rIn',
      state: 'published',
      publishedAt: '2020-01-01T00:00:00Z',
      metadata: { title: 'Old', releaseType: 'asap' },
    }
    const bring = (ifExists: 'fail' | 'ignore' | 'replace', more: object = {}) =>
      client.action({
        actionType: 'sanity.action.release.import',
        releaseId: 'rIn',
        ifExists,
        attributes: { ...attributes, ...more },
      })
    await bring('fail')
    expect(await client.getDocument('_.releases.rIn')).toMatchObject(attributes)
    await expect(bring('fail')).rejects.toMatchObject({ statusCode: 409 })
    await bring('ignore', { state: 'archived' })
    expect(await state('rIn')).toBe('published')
    await bring('replace', { state: 'archived' })
    expect(await state('rIn')).toBe('archived')
    for (const wrong of [{ _type: 'thing' }, { state: 'lost' }, { _id: '_.releases.other' }, { metadata: 7 }])
      await expect(bring('replace', wrong)).rejects.toMatchObject({ statusCode: 400 })
  })

  it('The events of a release come in pages that lose none, though many documents came in one transaction', async () => {
    await create('rMany')
    await client.action(
      Array.from({ length: 7 }, (_, n) => ({
        actionType: 'sanity.action.document.version.create' as const,
        publishedId: `many${n}`,
        document: { _id: `versions.rMany.many${n}`, _type: 'thing' },
      })),
    )
    const seen: unknown[] = []
    let cursor = ''
    do {
      const page = await client.request<{ events: Event[]; nextCursor: string }>({
        url: `/data/history/production/events/releases/rMany?limit=3&nextCursor=${cursor}`,
      })
      seen.push(...page.events.map((event) => event['documentId'] ?? event.type))
      cursor = page.nextCursor
    } while (cursor !== '')
    expect(seen).toEqual([...Array.from({ length: 7 }, (_, n) => `many${n}`), 'createRelease'])
  })
})
