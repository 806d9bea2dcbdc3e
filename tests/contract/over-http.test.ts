import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type ListenEvent, type SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { disconnectSignal, requestUrl, sendWebResponse, toWebRequest } from '#lib/server/web-request.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

describe('over HTTP', () => {
  let lake: TestLake
  let server: Server
  let origin: string
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    server = createServer((message, reply) => {
      const url = requestUrl(message, origin)
      void lake.lake.handle(toWebRequest(message, url, disconnectSignal(reply))).then((response) => sendWebResponse(response, reply, {}))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    client = createClient({ ...lake.client('editor').config(), apiHost: `${origin}/lake`, resolveFetch: undefined })
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await lake.close()
  })

  it('The unmodified client writes, reads, queries and listens', async () => {
    const heard = new Heard<ListenEvent>(client.listen('*[_id == "over"]', {}, { events: ['welcome', 'mutation'] }))
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    const created = await client.create({ _id: 'over', _type: 'thing', title: 'Über' })
    expect(await client.getDocument('over')).toEqual(created)
    expect(await client.fetch('*[title == $title]._id', { title: 'Über' })).toEqual(['over'])
    expect(await heard.first((event) => event.type === 'mutation')).toMatchObject({ documentId: 'over', result: { title: 'Über' } })
  })

  it('A listener that was cut off comes back by itself and gets what it missed', async () => {
    await client.create({ _id: 'cut', _type: 'thing', n: 0 })
    const heard = new Heard<ListenEvent>(
      client.listen('*[_id == "cut"]', {}, { enableResume: true, events: ['welcome', 'mutation', 'reconnect', 'welcomeback', 'reset'] }),
    )
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    await client.patch('cut').inc({ n: 1 }).commit({ transactionId: 'cut-1' })
    await heard.first((event) => event.type === 'mutation')
    server.closeAllConnections()
    await lake.client('editor').patch('cut').inc({ n: 1 }).commit({ transactionId: 'cut-2' })
    await heard.first((event) => event.type === 'mutation' && event.transactionId === 'cut-2')
    expect(heard.all.some((event) => event.type === 'welcomeback')).toBe(true)
    expect(heard.all.filter((event) => event.type === 'mutation').map((event) => event.transactionId)).toEqual(['cut-1', 'cut-2'])
  })

  /** A write whose body is sent by hand; resolves to the status, or to what broke. */
  async function send(headers: Record<string, string>, write: (request: ReturnType<typeof httpRequest>) => void): Promise<number | string> {
    return new Promise((resolve) => {
      const request = httpRequest(`${origin}/lake/v2025-02-19/data/mutate/production`, {
        method: 'POST',
        headers: { authorization: 'Bearer editor-token', 'content-type': 'application/json', ...headers },
      })
      request.once('response', (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      request.once('error', (error) => resolve(error.message))
      write(request)
    })
  }

  it('A body said to be too large is refused before it comes, and one that grows too large while it does', async () => {
    expect(await send({ 'content-length': String(100 * 1024 * 1024) }, (request) => request.write('{'))).toBe(413)
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    const grown = await send({}, (request) => {
      let sent = 0
      const more = (): void => {
        if (sent >= 64 || request.destroyed || request.writableEnded) return
        sent += 1
        request.write(chunk, more)
      }
      more()
    })
    expect(grown).toBe(413)
  })

  it('A body that is cut writes nothing, and the lake answers the next one', async () => {
    const body = JSON.stringify({ mutations: [{ create: { _id: 'cut-off', _type: 'thing' } }] })
    await send({ 'content-length': String(body.length + 10) }, (request) => {
      request.write(body, () => request.destroy(new Error('cut')))
    })
    expect(await client.getDocument('cut-off')).toBeUndefined()
    expect(await send({}, (request) => request.end(body))).toBe(200)
  })
})
