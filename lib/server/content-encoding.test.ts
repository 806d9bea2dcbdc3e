import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { chooseEncoding, encode } from './content-encoding.ts'

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['br;q=0.1, gzip;q=0.8', 'gzip'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['identity', 'identity'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['gzip;q=nonsense', 'identity'],
  ['zstd', 'identity'],
])('A client that accepts %j gets %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding)
})

test('What is encoded decodes to the same bytes', async () => {
  const bytes = Buffer.from('Together, the United States and Peru'.repeat(100))
  expect(gunzipSync(await encode(bytes, 'gzip'))).toEqual(bytes)
  expect(brotliDecompressSync(await encode(bytes, 'br'))).toEqual(bytes)
  const lasting = await encode(bytes, 'br', true)
  expect(brotliDecompressSync(lasting)).toEqual(bytes)
})
