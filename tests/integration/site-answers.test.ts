import { request as httpRequest } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { processRecord } from '#lib/render-record.ts'
import { stageSite } from '#tests/support/site-with-stand-in.ts'

const site = stageSite()
const { ask, asked, exchange } = site

test('A public page comes ready in each encoding, with an entity tag of its own, and without scripts of Next', async () => {
  const [plain, gzip, br] = await Promise.all(
    ['identity', 'gzip', 'gzip, br'].map((encoding) => ask('/fact-sheets/peru', { headers: { 'accept-encoding': encoding } })),
  )
  expect(plain?.bytes.toString()).toContain('<main>/fact-sheets/peru first no cookie</main></body></html>')
  expect(plain?.bytes.toString()).toContain('<meta name="depends" content="eet"')
  expect(plain?.bytes.toString()).toContain(
    '<script defer src="/_next/static/enhance/open-page-ABC.js" data-updated="This page was updated."',
  )
  expect(gunzipSync(gzip?.bytes ?? '')).toEqual(plain?.bytes)
  expect(brotliDecompressSync(br?.bytes ?? '')).toEqual(plain?.bytes)
  expect(new Set([plain, gzip, br].map((answer) => answer?.headers.etag)).size).toBe(3)
  expect(br?.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: 'Accept-Encoding, RSC',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': expect.stringContaining("script-src 'self';"),
  })
  expect(asked).toHaveLength(1)
})

test('Who has the page already is told so, and HEAD gets its head', async () => {
  const { headers } = await ask('/faq', { headers: { 'accept-encoding': 'br' } })
  const again = await ask('/faq', { headers: { 'accept-encoding': 'br', 'if-none-match': `W/"x", ${headers.etag}` } })
  expect([again.status, again.bytes.byteLength, again.headers.etag]).toEqual([304, 0, headers.etag])
  expect((await ask('/faq', { headers: { 'if-none-match': headers.etag } })).status).toBe(200)
  const head = await ask('/faq', { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
  expect([head.status, head.bytes.byteLength, head.headers['content-length']]).toEqual([200, 0, headers['content-length']])
})

test('Nothing that hangs on a cookie, a draft or a query gets into what is kept', async () => {
  await ask('/contact', { headers: { cookie: 'session=secret' } })
  expect((await ask('/contact?utm=1')).bytes.toString()).toContain('/contact first no cookie')
  expect(asked).toHaveLength(1)
  const draft = await ask('/contact', { headers: { cookie: 'session=editor; __prerender_bypass=x' } })
  expect(draft.bytes.toString()).toContain('session=editor; __prerender_bypass=x')
  expect(draft.headers['cache-control']).toBe('private, no-store')
  expect(draft.headers['content-security-policy']).toContain("frame-ancestors 'self'")
  const data = await ask('/contact', { headers: { rsc: '1', cookie: 'session=secret' } })
  expect(data.bytes.toString()).toContain('no cookie')
  expect(data.headers['cache-control']).toBe('private, no-store')
  expect((await ask('/contact')).bytes.toString()).toContain('first no cookie')
  expect(asked).toHaveLength(3)
})

test('The cookie of draft mode shows nothing to whoever is no editor, or no longer', async () => {
  const answer = await ask('/contact', { headers: { cookie: 'a=1; __prerender_bypass=x' } })
  expect(answer.bytes.toString()).toContain('no cookie')
  expect(answer.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
  const mine = await ask('/my', { headers: { cookie: '__prerender_bypass=x; session=reader' } })
  expect(mine.bytes.toString()).toContain('session=reader')
  expect(mine.bytes.toString()).not.toContain('__prerender_bypass')
})

test('After a change has been answered for, nobody gets the old page', async () => {
  const before = await ask('/fact-sheets/chile')
  site.published = 'second'
  await site.change('s1:sheet')
  const after = await ask('/fact-sheets/chile', { headers: { 'if-none-match': before.headers.etag } })
  expect(after.status).toBe(200)
  expect(after.bytes.toString()).toContain('second')
  const expiry = asked.find(({ target }) => target === '/api/expire-tags')
  expect(expiry?.body).toBe('["sanity:s1:sheet"]')
  expect(expiry?.headers.authorization).toMatch(/^Bearer [\w-]{36}$/)
})

test('While it can not be known what changed elsewhere, nothing that is held is sent, and nothing is kept', async () => {
  const held = await ask('/fact-sheets/uruguay')
  site.isCurrent = false
  onTestFinished(() => {
    site.isCurrent = true
  })
  site.published = 'unheard of'
  const anew = await ask('/fact-sheets/uruguay', { headers: { 'if-none-match': held.headers.etag } })
  expect([anew.status, anew.bytes.toString().includes('unheard of')]).toEqual([200, true])
  site.published = 'heard of'
  expect((await ask('/fact-sheets/uruguay')).bytes.toString()).toContain('heard of')
  expect(processRecord().cacheEpoch?.()).not.toBe(processRecord().cacheEpoch?.())
})

test('After more changes elsewhere than can be told, all that was held is gone', async () => {
  await ask('/fact-sheets/uruguay')
  const before = processRecord().cacheEpoch?.()
  site.published = 'after the gap'
  await site.gap()
  expect((await ask('/fact-sheets/uruguay')).bytes.toString()).toContain('after the gap')
  expect(processRecord().cacheEpoch?.()).not.toBe(before)
})

test('A page says up to which change it shows all, and is the same bytes for it', async () => {
  const before = await ask('/fact-sheets/paraguay')
  await site.change('s1:another')
  const after = await ask('/fact-sheets/paraguay', { headers: { 'if-none-match': before.headers.etag } })
  expect(before.headers['server-timing']).toBe(`seen;desc="${site.sequence - 1}"`)
  expect([after.status, after.headers['server-timing']]).toEqual([304, `seen;desc="${site.sequence}"`])
})

test('Open pages hear of a change, and of what they missed', async () => {
  const heard = new Promise<string>((resolve) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: site.port, path: '/changes', headers: { host: `localhost:${site.port}` } },
      (incoming) => {
        let said = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (chunk: string) => {
          said += chunk
          if (!said.includes('now')) return
          resolve(said)
          outgoing.destroy()
        })
      },
    )
    outgoing.once('socket', () => setImmediate(() => void site.change('s1:now')))
    outgoing.end()
  })
  const said = await heard
  expect(said).toMatch(/^retry: 1000\n\n/)
  expect(said).toMatch(/id: \d+\ndata: \["her"\]\n\n[^]*id: \d+\ndata: \["now"\]\n\n$/)
})

test('An unknown address is a 404 with a page that helps, in the language of the address', async () => {
  const english = await ask('/nothing')
  expect([english.status, english.headers['cache-control']]).toEqual([404, 'private, no-store'])
  expect(english.bytes.toString()).toContain('/missing')
  expect((await ask('/es/nada')).bytes.toString()).toContain('/es/missing')
  expect((await ask('/sign-in/nowhere')).bytes.toString()).toContain('/missing')
  expect((await ask('/missing')).status).toBe(404)
})

test('A page that fails, or that waits for a script, is a 500 that tells nothing but an id', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  for (const target of ['/broken', '/hole']) {
    const { status, bytes } = await ask(target)
    expect(status).toBe(500)
    expect(bytes.toString()).toMatch(/^Something went wrong on the server\. Quote [\w-]{36} when you report it\.\n$/)
  }
  expect(log.mock.calls.flat().map(String).join('\n')).toMatch(/rendered with status 500[^]*B:0/)
})

test('A personal page is never stored, keeps its scripts under a nonce, and is asked for under our name', async () => {
  const { headers, bytes } = await ask('/my?x=1', {
    headers: { cookie: 'session=1', 'user-agent': 'chancery-render', 'x-forwarded-host': 'evil.example', 'x-middleware-subrequest': 'x' },
  })
  expect(bytes.toString()).toContain('mine session=1')
  expect(headers['cache-control']).toBe('private, no-store')
  expect(headers['x-powered-by']).toBeUndefined()
  const inward = asked[0]?.headers ?? {}
  const nonce = /'nonce-([^']+)'/.exec(String(inward['content-security-policy']))?.[1]
  expect(headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`)
  expect(inward).toMatchObject({
    'user-agent': 'chancery-render',
    host: `localhost:${site.port}`,
    'x-forwarded-host': `localhost:${site.port}`,
  })
  expect(inward['x-middleware-subrequest']).toBeUndefined()
})

test('Redirects keep their status; other spellings and other hosts lead to the one address', async () => {
  expect(await ask('/old')).toMatchObject({ status: 308, headers: { location: '/new' } })
  expect(await ask('/en/faq?a=1')).toMatchObject({ status: 308, headers: { location: '/faq?a=1' } })
  expect(await ask('//evil.example/%2e%2e/')).toMatchObject({ status: 308 })
  expect((await ask('//evil.example/')).headers.location).toBe('/evil.example')
  const elsewhere = await ask('/faq?a=1', { headers: { host: '127.0.0.1' } })
  expect([elsewhere.status, elsewhere.headers.location]).toEqual([307, `${site.origin}/faq?a=1`])
})

test('Files of the build are kept for good, given ones are asked about again, and no other file is reached', async () => {
  const built = await ask('/_next/static/enhance/open-page-ABC.js', { headers: { 'accept-encoding': 'gzip' } })
  expect(built.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'gzip' })
  expect(gunzipSync(built.bytes).toString()).toBe('x();'.repeat(100))
  const given = await ask('/seal.svg')
  expect(given.headers).toMatchObject({ 'cache-control': 'public, max-age=0, must-revalidate', 'content-type': 'image/svg+xml' })
  expect(given.headers['content-security-policy']).toContain("default-src 'none'")
  for (const target of [
    '/_next/static/../secret.txt',
    '/_next/static/%2e%2e/secret.txt',
    '/_next/static/..%2fsecret.txt',
    '/_next/image?url=x',
  ]) {
    const { status, bytes } = await ask(target)
    expect([308, 404]).toContain(status)
    expect(bytes.toString()).not.toContain('secret\n')
  }
})

test('What only this server may ask is closed', async () => {
  expect((await ask('/api/expire-tags', { method: 'POST', body: '["x"]' })).status).toBe(404)
  expect(asked).toHaveLength(0)
})

test('Robots are kept out until indexing is on', async () => {
  expect((await ask('/robots.txt')).bytes.toString()).toBe('User-agent: *\nDisallow: /\n')
})

test('Malformed addresses and methods are refused, never a failure', async () => {
  expect((await ask('/%ff')).status).toBe(400)
  expect((await ask('/%00')).status).toBe(400)
  expect((await ask('/faq', { method: 'POST', body: 'x' })).status).toBe(405)
  expect(await exchange('GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await exchange('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
})

test('A body over its limit is refused while it arrives', async () => {
  const announced = await exchange(`POST /my HTTP/1.1\r\nHost: localhost:${site.port}\r\nContent-Length: 9999999\r\n\r\nx`)
  expect(announced).toMatch(/^HTTP\/1\.1 413 /)
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
  const growing = await exchange(
    `POST /my HTTP/1.1\r\nHost: localhost:${site.port}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(20)}`,
  )
  expect(growing).toMatch(/^HTTP\/1\.1 413 /)
  expect(asked).toHaveLength(0)
})

test('Headers and bodies that do not come are not waited for', async () => {
  expect(await exchange('GET / HTTP/1.1\r\nHost:')).toMatch(/^HTTP\/1\.1 408 /)
  const slow = await exchange(`POST /my HTTP/1.1\r\nHost: localhost:${site.port}\r\nContent-Length: 10\r\n\r\nx`)
  expect(slow).toMatch(/^(HTTP\/1\.1 408 |$)/)
  expect(asked).toHaveLength(0)
})

test('The lake is reached before Next, under both of its spellings', async () => {
  expect(JSON.parse((await ask('/lake/v1/data/query/production')).bytes.toString())).toEqual({
    path: '/lake/v1/data/query/production',
    bytes: 0,
  })
  const odd = await ask('/lake://local.undefined/v1/users/me', { method: 'POST', body: 'abc' })
  expect(JSON.parse(odd.bytes.toString())).toEqual({ path: '/lake://local.undefined/v1/users/me', bytes: 3 })
  expect(asked).toHaveLength(0)
})
