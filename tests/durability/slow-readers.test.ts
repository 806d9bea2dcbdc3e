import { type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { closeServer, createHttpServer } from '#lib/server/http-server.ts'
import { disconnectSignal, requestUrl, sendWebResponse, toWebRequest } from '#lib/server/web-request.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

const MEBIBYTE = 1024 * 1024

let lake: TestLake
let server: Server
let port: number

beforeAll(async () => {
  lake = await startLake()
  server = createHttpServer({ headersMs: 2000, requestMs: 3000, idleMs: 5000, lingerMs: 200 })
  server.on('request', (message: IncomingMessage, reply) => {
    const answer = async () => {
      const url = requestUrl(message, 'http://lake.test')
      await sendWebResponse(await lake.lake.handle(toWebRequest(message, url, disconnectSignal(reply))), reply, {})
    }
    answer().catch(() => reply.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await closeServer(server, 100)
  await lake.close()
})

const HEADERS = { authorization: 'Bearer editor-token' }
const address = (path: string) => `http://127.0.0.1:${port}/lake/v2025-02-19/${path}`

/** A connection that asks by hand and reads nothing. */
async function askBlindly(path: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.pause()
  socket.write(`GET /lake/v2025-02-19/${path} HTTP/1.1\r\nHost: lake.test\r\nAuthorization: Bearer editor-token\r\n\r\n`)
  return socket
}

const resident = (): number => process.memoryUsage().rss

/** The status of a request whose body is sent as `write` does. */
function send(headers: Record<string, string>, write: (body: ReturnType<typeof request>) => void): Promise<number | string> {
  return new Promise((resolve) => {
    const body = request(address('data/mutate/production'), {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json', ...headers },
    })
    body.once('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    body.once('error', (error) => resolve(error.message))
    write(body)
  })
}

const isWell = async (): Promise<void> => {
  expect((await fetch(address('data/query/production?query=*[_id=="many"]'), { headers: HEADERS })).status).toBe(200)
}

it('A listener that never reads holds up nobody and is ended: memory stays within a few of its limits', async () => {
  const silent = await Promise.all(
    Array.from({ length: 5 }, () => askBlindly('data/listen/production?query=*[_type=="loud"]&includeResult=true')),
  )
  const client = lake.client('editor')
  const before = resident()
  const text = 'x'.repeat(MEBIBYTE)
  for (let number = 0; number < 60; number += 1) await client.createOrReplace({ _id: 'loud', _type: 'loud', text, number })
  // Each may hold 8 MiB and one event; unbounded, five would hold 300 MiB besides what the writes take.
  expect(resident() - before).toBeLessThan(400 * MEBIBYTE)
  await isWell()
  for (const socket of silent) socket.destroy()
})

it('Two thousand listeners are served, hear of a change each, and are forgotten when they leave', async () => {
  const leaving = new AbortController()
  const before = resident()
  let heard = 0
  const open = async (): Promise<void> => {
    const response = await lake.fetch('/v2025-02-19/data/listen/production?query=*[_id=="many"]', { signal: leaving.signal }, 'editor')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const follow = async (): Promise<void> => {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true as const, value: undefined }
        if (done) return
        if (value.includes('event: mutation')) heard += 1
      }
    }
    void follow().catch(() => {})
  }
  for (let count = 0; count < 2000; count += 1) await open()
  await lake.client('editor').createOrReplace({ _id: 'many', _type: 'thing' })
  await vi.waitFor(() => expect(heard).toBe(2000), { timeout: 30_000, interval: 20 })
  expect(resident() - before).toBeLessThan(600 * MEBIBYTE)
  leaving.abort()
  const begin = performance.now()
  await lake.client('editor').patch('many').set({ again: true }).commit()
  expect(performance.now() - begin).toBeLessThan(5000)
  expect(heard).toBe(2000)
}, 120_000)

it('The largest answer and an export to readers who never read hold no more than the answer and a batch', async () => {
  const client = lake.client('administrator')
  const text = 'y'.repeat(MEBIBYTE)
  for (let number = 0; number < 40; number += 1) await client.createOrReplace({ _id: `large-${number}`, _type: 'large', text })
  const before = resident()
  const readers = [
    await askBlindly('data/query/production?query=*[_type=="large"]'),
    await askBlindly('data/export/production?types=large'),
  ]
  await isWell()
  await vi.waitFor(() => expect(readers.every((socket) => socket.bytesWritten > 0)).toBe(true))
  expect(resident() - before).toBeLessThan(800 * MEBIBYTE)
  for (const socket of readers) socket.destroy()
  await isWell()
}, 60_000)

it('Sixteen mebibytes of a million tiny mutations are refused, and memory does not grow by it', async () => {
  const body = `{"mutations":[${'{},'.repeat(1_000_000)}{}]}`
  const before = resident()
  for (let tries = 0; tries < 5; tries += 1) {
    const response = await fetch(address('data/mutate/production'), {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(400)
    await response.text()
  }
  expect(resident() - before).toBeLessThan(600 * MEBIBYTE)
}, 60_000)

it('A body that trickles, never ends or ends early writes nothing and is cut off, and the lake answers the next one', async () => {
  const trickling = send({}, (body) => {
    const timer = setInterval(() => body.write(' '), 100)
    body.once('close', () => clearInterval(timer))
    body.once('response', () => clearInterval(timer))
  })
  const endless = send({}, (body) => {
    const more = (): void => {
      if (!body.destroyed) body.write(Buffer.alloc(MEBIBYTE, '['), more)
    }
    more()
  })
  const silent = send({ 'content-length': '100' }, (body) => body.write('{'))
  const early = send({ 'content-length': '500' }, (body) =>
    body.write('{"mutations":[{"create":{"_id":"early","_type":"t"}}]}', () => body.destroy(new Error('cut'))),
  )
  await isWell()
  expect(await early).toBe('cut')
  expect([413, 'socket hang up', 'write EPIPE', 'write ECONNRESET', 'read ECONNRESET']).toContain(await endless)
  expect([408, 'socket hang up', 'read ECONNRESET', 'write EPIPE']).toContain(await trickling)
  expect([408, 'socket hang up', 'read ECONNRESET']).toContain(await silent)
  expect(await lake.client('editor').getDocument('early')).toBeUndefined()
  await isWell()
}, 60_000)

it.each([
  ['no HTTP at all', 'hello\r\n\r\n'],
  ['a header without a name', 'GET /lake/v1/ping HTTP/1.1\r\nHost: lake.test\r\n: x\r\n\r\n'],
  ['two lengths', 'POST /lake/v1/data/mutate/production HTTP/1.1\r\nHost: lake.test\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
  [
    'a length and chunks',
    'POST /lake/v1/data/mutate/production HTTP/1.1\r\nHost: lake.test\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a length that is none', 'POST /lake/v1/data/mutate/production HTTP/1.1\r\nHost: lake.test\r\nContent-Length: -1\r\n\r\n'],
  ['a chunk that is none', 'POST /lake/v1/data/mutate/production HTTP/1.1\r\nHost: lake.test\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['headers without end', `GET /lake/v1/ping HTTP/1.1\r\nHost: lake.test\r\n${'x: y\r\n'.repeat(10_000)}`],
  ['a header of a megabyte', `GET /lake/v1/ping HTTP/1.1\r\nHost: lake.test\r\nx: ${'y'.repeat(MEBIBYTE)}\r\n\r\n`],
  ['a null in a header', 'GET /lake/v1/ping HTTP/1.1\r\nHost: lake.test\r\nx: \u0000\r\n\r\n'],
  ['an address of 100,000 characters', `GET /lake/v1/${'a'.repeat(100_000)} HTTP/1.1\r\nHost: lake.test\r\n\r\n`],
  ['an address with a null', 'GET /lake/v1/data/doc/production/%00 HTTP/1.1\r\nHost: lake.test\r\nConnection: close\r\n\r\n'],
])('%s gets 4xx or a closed connection, and the lake answers the next one', async (_name, bytes) => {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.end(bytes, 'latin1')
  await closed
  expect(said === '' || /^HTTP\/1\.1 4\d\d /.test(said), said.slice(0, 100)).toBe(true)
  await isWell()
})

it('Two hundred clients read while others write: no error, and each sees the counters only go up', async () => {
  const writers = ['a', 'b', 'c', 'd']
  for (const name of writers) await lake.client('editor').createOrReplace({ _id: `load-${name}`, _type: 'load', count: 0 })
  const stop = new AbortController()
  const write = async (name: string): Promise<void> => {
    while (!stop.signal.aborted) await lake.client('editor').patch(`load-${name}`).inc({ count: 1 }).commit({ visibility: 'sync' })
  }
  const read = async (): Promise<string[]> => {
    const problems: string[] = []
    const last = new Map<string, number>()
    for (let turn = 0; turn < 15; turn += 1) {
      const response = await fetch(address('data/query/production?query=*[_type=="load"]{_id,count}'), { headers: HEADERS })
      if (response.status !== 200) problems.push(`${response.status} ${await response.text()}`)
      else {
        const { result }: { result: { _id: string; count: number }[] } = await response.json()
        if (result.length !== writers.length) problems.push(`${result.length} documents`)
        for (const { _id, count } of result) {
          if (count < (last.get(_id) ?? 0)) problems.push(`${_id} went back to ${count}`)
          last.set(_id, count)
        }
      }
    }
    return problems
  }
  const writing = writers.map(write)
  const problems = await Promise.all(Array.from({ length: 200 }, read))
  stop.abort()
  await Promise.all(writing)
  expect(problems.flat()).toEqual([])
  const { rows } = await lake.pool.query(`select count(*) filter (where ordinal <> place) as wrong from (
    select ordinal, row_number() over (partition by document_id order by sequence) as place from lake.change where document_id like 'load-%') c`)
  expect(rows).toEqual([{ wrong: '0' }])
}, 180_000)
