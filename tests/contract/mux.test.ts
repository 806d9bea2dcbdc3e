import type { ListenEvent, LiveEvent, SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { WebSocket } from 'ws'
import { createMuxFetch } from '#sanity/studio/mux.ts'
import { lakeClient } from '#tests/support/lake-client.ts'
import { ORIGIN, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'
import { serveSockets, type SocketServer } from '#tests/support/sockets.ts'

type Event = ListenEvent<Record<string, unknown>>

/** The browser's half and the lake's, with the real client above them. */
describe('the Studio’s streams on one socket', () => {
  let lake: TestLake
  let sockets: SocketServer
  let opened: WebSocket[]
  beforeAll(async () => {
    lake = await startLake()
    sockets = await serveSockets((socket, upgrade) => lake.lake.serveStreams(socket, upgrade))
  })
  beforeEach(() => {
    opened = []
  })
  afterAll(async () => {
    await sockets.close()
    await lake.close()
  })

  function tab(name?: PersonName): SanityClient {
    const mux = createMuxFetch({
      origin: ORIGIN,
      connect: (url) => {
        const socket = sockets.open(new URL(url).pathname, name)
        socket.on('error', () => undefined)
        opened.push(socket)
        return socket
      },
      fetch: (input, init) => {
        const request = new Request(input, init)
        if (name) request.headers.set('cookie', `person=${name}`)
        request.headers.set('origin', ORIGIN)
        return lake.lake.handle(request)
      },
    })
    return lakeClient(ORIGIN, { withCredentials: true, resolveFetch: () => mux })
  }
  function pair(client: SanityClient, id: string): Heard<Event> {
    const heard = new Heard<Event>(
      client.listen<Record<string, unknown>>(
        '*[_id in $ids]',
        { ids: [id, `drafts.${id}`] },
        {
          includeResult: false,
          includeAllVersions: true,
          enableResume: true,
          effectFormat: 'mendoza',
          events: ['welcome', 'mutation', 'reconnect', 'reset', 'welcomeback'],
        },
      ),
    )
    onTestFinished(() => heard.stop())
    return heard
  }
  const ofType =
    (type: Event['type']) =>
    (event: Event): boolean =>
      event.type === type

  it('Eight listeners and the live events of one tab need one socket, and each hears its own', async () => {
    const client = tab('editor')
    const heard = Array.from({ length: 8 }, (_, index) => pair(client, `doc-${index}`))
    const live = new Heard<LiveEvent>(client.live.events({ includeDrafts: true }))
    onTestFinished(() => live.stop())
    await Promise.all(heard.map((one) => one.first(ofType('welcome'))))
    await live.first((event) => event.type === 'welcome')
    expect(opened).toHaveLength(1)
    await client.create({ _id: 'drafts.doc-3', _type: 'sheet', title: 'three' })
    expect(await heard[3]?.first(ofType('mutation'))).toMatchObject({ documentId: 'drafts.doc-3', transition: 'appear' })
    await live.first((event) => event.type === 'message')
    expect(heard.map((one) => one.all.filter(ofType('mutation')).length)).toEqual([0, 0, 0, 1, 0, 0, 0, 0])
  })

  it('After a cut the pair resumes where it was: what was written meanwhile comes, once, in order', async () => {
    const client = tab('editor')
    await client.create({ _id: 'drafts.cut', _type: 'sheet', n: 0 })
    const heard = pair(client, 'cut')
    await heard.first(ofType('welcome'))
    await client.patch('drafts.cut').inc({ n: 1 }).commit({ transactionId: 'cut-1' })
    await heard.first((event) => event.type === 'mutation' && event.transactionId === 'cut-1')
    sockets.cut()
    const elsewhere = lake.client('colleague')
    for (const turn of [2, 3, 4])
      await elsewhere
        .patch('drafts.cut')
        .inc({ n: 1 })
        .commit({ transactionId: `cut-${turn}` })
    await heard.first((event) => event.type === 'mutation' && event.transactionId === 'cut-4')
    expect(heard.all.map((event) => (event.type === 'mutation' ? event.transactionId : event.type))).toEqual([
      'welcome',
      'cut-1',
      'reconnect',
      'welcomeback',
      'cut-2',
      'cut-3',
      'cut-4',
    ])
    expect(opened).toHaveLength(2)
  })

  it('A stranger hears of published documents alone, and is refused the live events of drafts', async () => {
    const stranger = tab()
    const heard = pair(stranger, 'seen')
    await heard.first(ofType('welcome'))
    const failed = new Heard(stranger.live.events({ includeDrafts: true, tag: 'refused' }))
    onTestFinished(() => failed.stop())
    const editor = lake.client('editor')
    await editor.create({ _id: 'drafts.seen', _type: 'sheet' })
    await editor.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.seen', publishedId: 'seen' })
    await heard.first(ofType('mutation'))
    expect(heard.all.filter(ofType('mutation'))).toMatchObject([{ documentId: 'seen', transactionTotalEvents: 1 }])
    await expect.poll(() => failed.failed).toMatchObject({ status: 401 })
  })

  it('A query that is none fails the listener instead of being tried for ever', async () => {
    const heard = new Heard(tab('editor').listen('*[', {}, { events: ['welcome'] }))
    onTestFinished(() => heard.stop())
    await expect.poll(() => heard.failed).toBeInstanceOf(Error)
    expect(opened).toHaveLength(1)
  })
})
