import { connect, type Socket } from 'node:net'
import type { ListenEvent } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { type LakeOverHttp, serveOverHttp } from '#tests/support/lake-over-http.ts'
import { Heard } from '#tests/support/listening.ts'
import { serveSockets } from '#tests/support/sockets.ts'

const listenPath = `/lake/v2025-02-19/data/listen/production?query=${encodeURIComponent('*[_type == "large"]')}&includeResult=true&enableResume=true`

/** The events that came whole. */
const wholeIn = (text: string): string[] => text.split('\n\n').slice(0, -1)

const idsIn = (text: string): string[] => wholeIn(text).flatMap((event) => /^id: (.+)$/m.exec(event)?.[1] ?? [])

const countsIn = (text: string): number[] =>
  wholeIn(text).flatMap((event) => (/"result":\{[^}]*"count":(\d+)/.exec(event) ?? []).slice(1).map(Number))

describe('readers of event streams that stop reading', () => {
  let lake: TestLake
  let served: LakeOverHttp
  beforeAll(async () => {
    lake = await startLake()
    served = await serveOverHttp(lake)
  })
  afterAll(async () => {
    await served.close()
    await lake.close()
  })

  /** One document of 400 kB. */
  const write = (count: number) => lake.client('editor').createOrReplace({ _id: 'large', _type: 'large', count, body: 'x'.repeat(400_000) })

  /** Opens a stream by hand, so that not reading is not reading. */
  async function openByHand(lastEventId = ''): Promise<Socket> {
    const socket = connect(served.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write(
      `GET ${listenPath} HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer editor-token\r\n` +
        `${lastEventId === '' ? '' : `Last-Event-ID: ${lastEventId}\r\n`}\r\n`,
    )
    return socket
  }

  it('Over plain HTTP one is cut off after a few megabytes, others hear everything, and no memory stays behind', async () => {
    const good = new Heard<ListenEvent>(
      served.client('editor').listen('*[_type == "large"]', {}, { events: ['welcome', 'mutation'], enableResume: true }),
    )
    onTestFinished(() => good.stop())
    await good.first((event) => event.type === 'welcome')
    const silent = await openByHand()
    let got = ''
    await new Promise<void>((resolve) => {
      silent.setEncoding('utf8').on('data', (text: string) => {
        got += text
        if (got.includes('event: welcome')) resolve()
      })
    })
    silent.pause()
    let written = 0
    let cut = false
    silent.once('close', () => {
      cut = true
    })
    const before = process.memoryUsage().arrayBuffers
    // The kernel holds some megabytes of its own for a connection on this machine.
    for (; written < 40; written += 1) await write(written)
    silent.resume()
    await vi.waitFor(() => expect(cut).toBe(true), { timeout: 10_000 })
    expect(got.length).toBeLessThan(40 * 400_000)
    await good.first((event) => event.type === 'mutation' && event.result?.['count'] === 39)
    expect(good.all.filter((event) => event.type === 'mutation')).toHaveLength(40)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024)

    // It comes back, and gets the rest.
    const last = idsIn(got).at(-1) ?? ''
    const back = await openByHand(last)
    let rest = ''
    await new Promise<void>((resolve) => {
      back.setEncoding('utf8').on('data', (text: string) => {
        rest += text
        if (countsIn(rest.slice(-1_000_000)).includes(39)) resolve()
      })
    })
    expect(rest).toContain('event: welcomeback')
    const counts = [...countsIn(got), ...countsIn(rest)]
    expect([...new Set(counts)]).toEqual(Array.from({ length: 40 }, (_, index) => index))
  }, 90_000)

  it('On the WebSocket a stream that is not read is broken off and opened anew without a gap', async () => {
    const sockets = await serveSockets((socket, upgrade) => lake.lake.serveStreams(socket, upgrade))
    onTestFinished(() => sockets.close())
    const tab = await sockets.connect('/lake/streams', 'editor')
    tab.send({ op: 'open', id: 1, url: listenPath })
    expect(await tab.take((message) => message['id'] === 1)).toEqual({ id: 1, status: 200 })
    await tab.take((message) => String(message['chunk']).includes('welcome'))
    tab.pause()
    const first = await write(100)
    for (let count = 101; count < 140; count += 1) await write(count)
    tab.resume()
    let got = ''
    for (;;) {
      const message = await tab.take((one) => one['id'] === 1)
      if (message['end'] === true) break
      if (typeof message['chunk'] === 'string') got += message['chunk']
    }
    const last = idsIn(got).at(-1) ?? `${first._rev}#large`
    tab.send({ op: 'open', id: 2, url: listenPath, lastEventId: last })
    let rest = ''
    while (!countsIn(rest.slice(-1_000_000)).includes(139))
      rest += String((await tab.take((one) => one['id'] === 2 && 'chunk' in one))['chunk'])
    expect(rest).toContain('event: welcomeback')
    const counts = [...countsIn(got), ...countsIn(rest)]
    expect([...new Set(counts)].filter((count) => count >= 100)).toEqual(Array.from({ length: 40 }, (_, index) => 100 + index))
  }, 60_000)

  it('A transaction larger than what may wait reaches a listener that reads', async () => {
    const heard = new Heard<ListenEvent>(
      served.client('editor').listen(
        '*[_type == "many"]',
        {},
        {
          events: ['welcome', 'mutation', 'welcomeback', 'reset'],
          enableResume: true,
          effectFormat: 'mendoza',
          includeAllVersions: true,
        },
      ),
    )
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    const client = lake.client('editor')
    await client.mutate([{ create: { _id: 'many-first', _type: 'many' } }])
    const creations = Array.from({ length: 1_000 }, (_, index) => ({
      create: { _id: `many-${index}`, _type: 'many', body: 'y'.repeat(2_000) },
    }))
    await client.mutate(creations, { transactionId: 'many', returnDocuments: false })
    await client.mutate([{ create: { _id: 'many-last', _type: 'many' } }])
    await heard.first((event) => event.type === 'mutation' && event.documentId === 'many-last')
    expect(heard.all.filter((event) => event.type === 'reset')).toEqual([])
    expect(
      heard.all.flatMap((event) => (event.type === 'mutation' && event.transactionId === 'many' ? [event.transactionCurrentEvent] : [])),
    ).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1))
  })
})

describe('a thousand listeners', () => {
  it('That ask the same hear each change once, as the same bytes, of a filter that is asked once', async () => {
    const lake = await startLake()
    onTestFinished(() => lake.close())
    const ask = async (query: string, more = '') => {
      const response = await lake.fetch(`/v2025-02-19/data/listen/production?query=${encodeURIComponent(query)}${more}`, {}, 'editor')
      const reader = response.body?.getReader()
      const next = async (): Promise<Uint8Array> => (await reader?.read())?.value ?? new Uint8Array()
      // The time to wait before a reconnection, and the welcome.
      await next()
      await next()
      return { next, stop: async () => reader?.cancel() }
    }
    const alike = await Promise.all(Array.from({ length: 1_000 }, () => ask('*[_type == "fan"]{title}')))
    const others = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`*[_type == "fan" && n == ${index}]`)))
    await lake.client('editor').create({ _id: 'fan', _type: 'fan', n: 3 })
    const events = await Promise.all(alike.map((one) => one.next()))
    expect(new TextDecoder().decode(events[0])).toContain('"documentId":"fan"')
    expect(new Set(events).size).toBe(1)
    expect(new TextDecoder().decode(await others[3]?.next())).toContain('"documentId":"fan"')
    for (const listener of [...alike, ...others]) await listener.stop()
  })
})
