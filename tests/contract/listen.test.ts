import type { ListenEvent, MutationEvent, ResumableListenOptions, SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { applyEffect } from '#tests/support/effects.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

type Event = ListenEvent<Record<string, unknown>>

/** As `getPairListener.ts` of the Studio asks. */
const pairOptions: ResumableListenOptions = {
  includeResult: false,
  includeAllVersions: true,
  enableResume: true,
  events: ['welcome', 'mutation', 'reconnect', 'reset', 'welcomeback'],
  effectFormat: 'mendoza',
  tag: 'document.pair.listen',
}

describe('listen', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  function hear(stream: Parameters<typeof client.listen>, by = client): Heard<Event> {
    const heard = new Heard<Event>(by.listen(...stream))
    onTestFinished(() => heard.stop())
    return heard
  }

  async function hearPair(id: string): Promise<Heard<Event>> {
    const heard = hear(['*[_id in $ids]', { ids: [id, `drafts.${id}`] }, pairOptions])
    await heard.first((event) => event.type === 'welcome')
    return heard
  }

  const mutations = (heard: Heard<Event>): MutationEvent[] => heard.all.filter((event) => event.type === 'mutation')
  const of = (transactionId: string, documentId?: string) => (event: Event) =>
    event.type === 'mutation' && event.transactionId === transactionId && (documentId === undefined || event.documentId === documentId)

  it('Says welcome first, at once', async () => {
    const heard = await hearPair('welcome')
    expect(heard.all[0]).toMatchObject({ type: 'welcome', listenerName: expect.any(String) })
  })

  it('A document that appears has no previous revision; then each change chains on the one before', async () => {
    const heard = await hearPair('chain')
    await client.mutate([{ create: { _id: 'chain', _type: 'thing', n: 1 } }], { transactionId: 'chain-1' })
    await client.patch('chain').inc({ n: 1 }).commit({ transactionId: 'chain-2' })
    await client.delete('chain')
    const last = await heard.first((event) => event.type === 'mutation' && event.transition === 'disappear')
    const [appear, update, disappear] = mutations(heard)
    expect(appear).toMatchObject({
      transition: 'appear',
      resultRev: 'chain-1',
      eventId: 'chain-1#chain',
      documentId: 'chain',
      identity: 'editor',
      visibility: 'transaction',
    })
    expect(appear).not.toHaveProperty('previousRev')
    expect(update).toMatchObject({ transition: 'update', previousRev: 'chain-1', resultRev: 'chain-2' })
    expect(disappear).toEqual(last)
    expect(disappear).toMatchObject({ previousRev: 'chain-2' })
  })

  it('Mutations are always an array, resolved, and effects make the new state of the old and back', async () => {
    const heard = await hearPair('effects')
    await client.create({
      _id: 'effects',
      _type: 'thing',
      title: 'Before',
      body: 'x'.repeat(500),
      list: [
        { _key: 'a', x: 1 },
        { _key: 'b', x: 2 },
      ],
    })
    const before = await client.getDocument('effects')
    if (!before) throw new Error('It was just made.')
    const after = await client.patch('effects').set({ title: 'Beforehand', 'list[_key=="b"].x': 3 }).commit({ transactionId: 'effects-2' })
    const event = (await heard.first(of('effects-2'))) as MutationEvent
    expect(event.mutations).toEqual([{ patch: { id: 'effects', set: { title: 'Beforehand', 'list[_key=="b"].x': 3 } } }])
    expect(applyEffect(before, event.effects?.apply, after._rev)).toEqual(after)
    expect(applyEffect(after, event.effects?.revert, before._rev)).toEqual(before)
    expect(JSON.stringify(event.effects)).not.toContain('_rev')
    expect(JSON.stringify(event.effects).length).toBeLessThan(JSON.stringify(after).length)
    expect(event).not.toHaveProperty('result')
  })

  it('One event a document and transaction, and the totals count what this listener gets', async () => {
    const both = await hearPair('pair')
    const one = hear(['*[_id == "pair"]', {}, pairOptions])
    await one.first((event) => event.type === 'welcome')
    await client
      .transaction()
      .create({ _id: 'pair', _type: 'thing', n: 1 })
      .create({ _id: 'drafts.pair', _type: 'thing' })
      .create({ _id: 'other', _type: 'thing' })
      .patch('pair', (patch) => patch.set({ n: 2 }))
      .commit({ transactionId: 'pair-1' })
    await both.first(of('pair-1', 'drafts.pair'))
    await one.first(of('pair-1'))
    expect(mutations(both).map((event) => [event.documentId, event.transactionCurrentEvent, event.transactionTotalEvents])).toEqual([
      ['pair', 1, 2],
      ['drafts.pair', 2, 2],
    ])
    expect(mutations(both)[0]?.mutations).toHaveLength(2)
    expect(mutations(one).map((event) => [event.documentId, event.transactionCurrentEvent, event.transactionTotalEvents])).toEqual([
      ['pair', 1, 1],
    ])
  })

  it('An event goes only to listeners whose query matches the document before or after', async () => {
    const heard = hear([
      '*[_type == "comment" && status == $status]{_id} | order(_createdAt desc)',
      { status: 'open' },
      { ...pairOptions, includeResult: true },
    ])
    await heard.first((event) => event.type === 'welcome')
    await client.create({ _id: 'sheet', _type: 'factSheet', status: 'open' })
    await client.create({ _id: 'comment-1', _type: 'comment', status: 'closed' })
    await client.patch('comment-1').set({ status: 'open' }).commit({ transactionId: 'comment-opens' })
    await client.patch('comment-1').set({ status: 'closed' }).commit({ transactionId: 'comment-closes' })
    await client.patch('comment-1').set({ note: 'x' }).commit()
    await client.mutate([{ create: { _id: 'comment-2', _type: 'comment', status: 'open' } }], { transactionId: 'comment-last' })
    await heard.first(of('comment-last'))
    expect(mutations(heard).map((event) => event.transactionId)).toEqual(['comment-opens', 'comment-closes', 'comment-last'])
    expect(mutations(heard)[0]?.result).toMatchObject({ _id: 'comment-1', status: 'open' })
  })

  it('The first edit of a published document copies it whole, then patches; the mutations say both', async () => {
    const heard = await hearPair('copied')
    await client.create({ _id: 'copied', _type: 'thing', title: 'Peru', more: { deep: [1, 2] } })
    const published = await client.getDocument('copied')
    await client.action(
      {
        actionType: 'sanity.action.document.edit',
        draftId: 'drafts.copied',
        publishedId: 'copied',
        patch: { unset: ['_empty_action_guard_pseudo_field_'] },
      },
      { transactionId: 'copied-guard' },
    )
    const event = (await heard.first(of('copied-guard'))) as MutationEvent
    expect(event).toMatchObject({ transition: 'appear', documentId: 'drafts.copied', transactionTotalEvents: 1 })
    expect(event.mutations.map((mutation) => Object.keys(mutation)[0])).toEqual(['createIfNotExists', 'patch'])
    expect(await client.getDocument('drafts.copied')).toEqual({
      ...published,
      _id: 'drafts.copied',
      _rev: 'copied-guard',
      _updatedAt: expect.any(String),
    })
  })

  it('Publishing is an update of the published document and a disappearance of the draft in one transaction; typing on makes a full copy anew', async () => {
    const id = 'published-twice'
    await client.create({ _id: id, _type: 'thing', title: 'Old', kept: 'kept' })
    const heard = await hearPair(id)
    const edit = (title: string, transactionId: string) =>
      client.action(
        { actionType: 'sanity.action.document.edit', draftId: `drafts.${id}`, publishedId: id, patch: { set: { title } } },
        { transactionId },
      )
    await edit('New', 'pt-edit')
    const draft = await client.getDocument(`drafts.${id}`)
    const published = await client.getDocument(id)
    const { transactionId } = await client.action({
      actionType: 'sanity.action.document.publish',
      draftId: `drafts.${id}`,
      publishedId: id,
      ...(published && { ifPublishedRevisionId: published._rev }),
    })
    await heard.first(of(transactionId, `drafts.${id}`))
    const events = mutations(heard).filter((event) => event.transactionId === transactionId)
    expect(
      events.map((event) => [event.documentId, event.transition, event.previousRev, event.resultRev, event.transactionTotalEvents]),
    ).toEqual([
      [id, 'update', published?._rev, transactionId, 2],
      [`drafts.${id}`, 'disappear', draft?._rev, transactionId, 2],
    ])
    await edit('Newer', 'pt-edit-2')
    const after = (await heard.first(of('pt-edit-2'))) as MutationEvent
    expect(after).toMatchObject({ transition: 'appear', documentId: `drafts.${id}` })
    expect(await client.getDocument(`drafts.${id}`)).toMatchObject({ title: 'Newer', kept: 'kept', _type: 'thing' })
    expect(await client.getDocument(id)).toMatchObject({ title: 'New', kept: 'kept', _rev: transactionId })
  })

  it('A listener that had heard nothing yet comes back to where it began, and is told what came since', async () => {
    const address = '/v2025-02-19/data/listen/production?query=*[_id=="begun"]&enableResume=true&includeAllVersions=true'
    await client.create({ _id: 'begun', _type: 'thing', n: 1 })
    const first = await readEvents(lake, address)
    const welcome = await first.next()
    expect(welcome.event).toBe('welcome')
    await first.stop()
    await client.patch('begun').set({ n: 2 }).commit({ transactionId: 'b2' })
    const again = await readEvents(lake, address, welcome.id)
    expect((await again.next()).event).toBe('welcomeback')
    expect((await again.next()).id).toBe('b2#begun')
    await again.stop()
    const plain = await readEvents(lake, address.replace('&enableResume=true', ''))
    expect((await plain.next()).id).toBeUndefined()
    await plain.stop()
  })

  it('A listener that comes back gets what it missed, from the event it names on, as if it had been there', async () => {
    const address = `/v2025-02-19/data/listen/production?${new URLSearchParams({
      query: '*[_id in $ids]',
      $ids: '["resumed","drafts.resumed"]',
      includeAllVersions: 'true',
      enableResume: 'true',
      effectFormat: 'mendoza',
      includePreviousRevision: 'true',
      includeResult: 'true',
    })}`
    const live = await readEvents(lake, address)
    expect((await live.next()).event).toBe('welcome')
    await client
      .transaction()
      .create({ _id: 'resumed', _type: 'thing', n: 1 })
      .create({ _id: 'drafts.resumed', _type: 'thing', n: 1 })
      .commit({ transactionId: 'r1' })
    await client.patch('resumed').set({ n: 2 }).commit({ transactionId: 'r2' })
    await client.patch('drafts.resumed').set({ n: 3, title: 'Più' }).commit({ transactionId: 'r3' })
    await client.delete('drafts.resumed')
    const witnessed = [await live.next(), await live.next(), await live.next(), await live.next(), await live.next()]
    await live.stop()
    const resumed = await readEvents(lake, address, witnessed[0]?.id)
    expect((await resumed.next()).event).toBe('welcomeback')
    expect([await resumed.next(), await resumed.next(), await resumed.next(), await resumed.next()]).toEqual(witnessed.slice(1))
    await resumed.stop()
  })

  it('A listener that names an event nobody knows is told to reset', async () => {
    const stream = await readEvents(lake, '/v2025-02-19/data/listen/production?query=*&enableResume=true', 'never#was')
    expect((await stream.next()).event).toBe('reset')
    await stream.stop()
  })

  it('Without includeAllVersions the newer API tells of published documents alone, the older of all', async () => {
    const newer = hear(['*[_type == "versioned"]', {}, { events: ['welcome', 'mutation'] }])
    const older = hear(['*[_type == "versioned"]', {}, { events: ['welcome', 'mutation'] }], lake.client('editor', '2024-01-01'))
    await newer.first((event) => event.type === 'welcome')
    await older.first((event) => event.type === 'welcome')
    await client.create({ _id: 'drafts.versioned', _type: 'versioned' })
    await client.mutate([{ create: { _id: 'versioned', _type: 'versioned' } }], { transactionId: 'versioned-last' })
    await newer.first(of('versioned-last'))
    await older.first(of('versioned-last'))
    expect(mutations(newer).map((event) => event.documentId)).toEqual(['versioned'])
    expect(mutations(older).map((event) => event.documentId)).toEqual(['drafts.versioned', 'versioned'])
  })

  it('A stranger hears of published documents and never of drafts', async () => {
    const heard = hear(['*[_type == "public"]', {}, { includeAllVersions: true, events: ['welcome', 'mutation'] }], lake.client())
    await heard.first((event) => event.type === 'welcome')
    await client.create({ _id: 'drafts.public', _type: 'public' })
    await client.mutate([{ create: { _id: 'public', _type: 'public' } }], { transactionId: 'public-last' })
    await heard.first(of('public-last'))
    expect(mutations(heard).map((event) => event.documentId)).toEqual(['public'])
  })

  it('A query that is no filter of all documents is refused with 400 before the stream begins', async () => {
    for (const query of ['{"a": 1}', 'count(*)', '*[', '*[_id in *[_type == "x"]._id]']) {
      const response = await lake.fetch(`/v2025-02-19/data/listen/production?query=${encodeURIComponent(query)}`)
      expect([query, response.status]).toEqual([query, 400])
      expect(await response.json()).toMatchObject({ error: { type: 'queryParseError' } })
    }
  })

  it('A listener that does not read is broken off before it holds much, and keeps nobody waiting', async () => {
    const response = await lake.fetch('/v2025-02-19/data/listen/production?query=*&includeResult=true', {}, 'editor')
    const big = 'x'.repeat(3 * 1024 * 1024)
    for (let n = 0; n < 5; n += 1) await client.createOrReplace({ _id: 'heavy', _type: 'thing', n, big })
    await expect(response.text()).rejects.toThrow('too slow')
    expect(await client.getDocument('heavy')).toMatchObject({ n: 4 })
  })

  /** An area with so many holes that comparing each with each takes long. */
  const perforated = {
    type: 'Polygon',
    coordinates: [[-1, -1, 61], ...Array.from({ length: 2000 }, (_, n) => [(n % 100) * 0.6, Math.floor(n / 100) * 0.6, 0.2])].map(
      ([x = 0, y = 0, side = 0]) => [
        [x, y],
        [x, y + side],
        [x + side, y],
        [x, y],
      ],
    ),
  }

  it.each([
    ['that looks at all threes', 'count(list[count(^.list[count(^.^.list[@ == 1]) > 1]) > 1]) > 1'],
    ['with geography', 'geo::contains(area, geo::latLng(5, 5))'],
  ])('A filter %s that takes too long ends its listeners, and no others', async (_what, condition) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const heard = hear(['*[_type == "slow"]', {}, pairOptions])
    await heard.first((event) => event.type === 'welcome')
    const slow = `*[_type == "slow" && ${condition}]`
    const response = await lake.fetch(`/v2025-02-19/data/listen/production?query=${encodeURIComponent(slow)}`, {}, 'editor')
    const list = Array.from({ length: 400 }, () => 1)
    const transactionId = crypto.randomUUID()
    await client.mutate([{ createOrReplace: { _id: 'slow', _type: 'slow', list, area: perforated } }], { transactionId })
    expect(await response.text()).not.toContain('event: mutation')
    await heard.first(of(transactionId))
    expect(String(said.mock.calls[0])).toContain('A listener of the lake was ended')
    said.mockRestore()
  })

  it('When the lake closes, its streams end', async () => {
    const other = await startLake()
    const response = await other.fetch('/v2025-02-19/data/listen/production?query=*')
    await other.close()
    expect(await response.text()).toMatch(/event: welcome/)
  })

  it('The stream is uncompressed, uncached, and begins with how soon to come back', async () => {
    const response = await lake.fetch('/v2025-02-19/data/listen/production?query=*')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': expect.stringContaining('text/event-stream'),
      'cache-control': 'no-cache, no-transform',
    })
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^retry: 400\n\n/)
    await reader?.cancel()
  })
})

interface RawEvent {
  readonly event: string | undefined
  readonly id: string | undefined
  readonly data: unknown
}

/** Reads an event stream by hand: what is on the wire, and with a `Last-Event-ID` of one's own. */
async function readEvents(
  lake: TestLake,
  path: string,
  lastEventId?: string,
): Promise<{ next(): Promise<RawEvent>; stop(): Promise<void> }> {
  const headers = { ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }), authorization: 'Bearer editor-token' }
  const response = await lake.fetch(path, { headers })
  expect(response.status).toBe(200)
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  let text = ''
  return {
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end === -1) {
          const { done, value } = await reader.read()
          if (done) throw new Error('The stream ended')
          text += decoder.decode(value, { stream: true })
          continue
        }
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
        const data = field('data')
        if (data !== undefined) return { event: field('event'), id: field('id'), data: JSON.parse(data) }
      }
    },
    stop: () => reader.cancel(),
  }
}
