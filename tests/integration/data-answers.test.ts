import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { stageSite } from '#tests/support/site-with-stand-in.ts'

const site = stageSite()
const { answered, ask } = site

test('What programs are given is kept ready until it changes, with an entity tag for each form, and for every site to read', async () => {
  const first = await ask('/api/v1/things?place=peru')
  expect([first.status, first.headers['access-control-allow-origin'], first.headers.vary]).toEqual([200, '*', 'Accept-Encoding, Accept'])
  const { etag } = first.headers
  expect(etag).toMatch(/^"/)
  expect((await ask('/api/v1/things?place=peru', { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect((await ask('/api/v1/things?place=peru', { method: 'HEAD' })).bytes.byteLength).toBe(0)
  expect((await ask('/api/v1/things?place=peru', { headers: { accept: 'text/csv' } })).headers.etag).not.toBe(etag)
  expect(answered.filter((key) => key.startsWith('/api/v1/things'))).toHaveLength(2)
  await site.change('s1:sheet')
  await ask('/api/v1/things?place=peru')
  expect(answered.filter((key) => key.startsWith('/api/v1/things'))).toHaveLength(3)
  expect((await ask('/feed.atom?utm=1')).status).toBe(200)
  // What is wrong is told each time anew, and takes no place.
  for (const time of [1, 2]) expect([(await ask('/api/v1/wrong')).status, time]).toEqual([400, time])
  expect(answered.filter((key) => key === '/api/v1/wrong')).toHaveLength(2)
  expect((await ask('/api/v1/things', { method: 'DELETE' })).headers.allow).toBe('GET, HEAD, OPTIONS')
  expect((await ask('/api/v1/things', { method: 'OPTIONS' })).headers['access-control-allow-methods']).toBe('GET, HEAD')
})

test('A download is made no faster than it is read, and no further when its reader has gone', async () => {
  const socket = connect(site.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`GET /api/v1/download HTTP/1.1\r\nHost: localhost:${site.port}\r\n\r\n`)
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve())
  })
  socket.pause()
  const settles = async () => {
    let before = -1
    await vi.waitFor(
      () => {
        const isSame = before === site.taken
        before = site.taken
        expect(isSame).toBe(true)
      },
      { timeout: 10_000, interval: 200 },
    )
    return site.taken
  }
  // What is in flight is what the sockets hold, not what the reader left lying.
  expect(await settles()).toBeLessThan(200)
  socket.destroy()
  const atTheEnd = await settles()
  expect(await settles()).toBe(atTheEnd)
})

test('What moved is where it is now, for good, with all that lies beneath it', async () => {
  for (const rest of ['', '/editions/1', '/feed.atom']) {
    const { status, headers } = await ask(`/fact-sheets/before${rest}`)
    expect([status, headers.location, headers['cache-control']]).toEqual([
      308,
      `/fact-sheets/after${rest}`,
      'public, max-age=0, must-revalidate',
    ])
  }
})

test('Whether something moved is asked only where nothing is', async () => {
  expect((await ask('/fact-sheets/before/now')).status).toBe(200)
  expect((await ask('/fact-sheets/other/feed.atom')).status).toBe(200)
  expect((await ask('/old')).headers.location).toBe('/new')
  expect(site.lookedFor).toEqual([])
  expect((await ask('/nothing')).status).toBe(404)
  expect(site.lookedFor).toEqual(['/nothing'])
})
