import { expect, it } from 'vitest'
import { bytesOf, makePlain, makeReady } from './ready-bytes.ts'

const body = Buffer.from('<p>46,500 hectares</p>'.repeat(100))
const options = { contentType: 'text/html; charset=utf-8', headers: { Vary: 'Accept-Encoding' } }

it('makes a body ready in every encoding, or plain where no encoding is asked for', async () => {
  const [ready, plain] = await Promise.all([makeReady(body, options), makePlain(body, options)])
  expect(bytesOf(ready, 'br').byteLength).toBeLessThan(body.byteLength)
  expect(bytesOf(plain, 'br')).toEqual(body)
  expect(plain.encoded.br.headers).not.toContain('Content-Encoding')
  expect(plain.encoded.identity).toEqual(ready.encoded.identity)
  expect(plain.size).toBe(body.byteLength)
})
