import { expect, test } from 'vitest'
import { isSignedBy, signatureFor, signerOf } from './signed-address.ts'

const token = { id: 'si1', hash: 'ab'.repeat(32) }
const path = 'images/local/closed/a-1x1.png'
const now = Date.UTC(2026, 10, 26)
const url = new URL(`http://lake.test/lake/${path}${signatureFor(path, token, now)}`)
const hour = 60 * 60 * 1000

test('A signature holds for an hour, for one path, and for the token that it names', () => {
  expect(signerOf(url, now + hour - 1000)).toBe('si1')
  expect(signerOf(url, now + hour + 1000)).toBeNull()
  expect(isSignedBy(url, path, token)).toBe(true)
  expect(isSignedBy(url, 'images/local/closed/b-1x1.png', token)).toBe(false)
  expect(isSignedBy(url, path, { ...token, hash: 'cd'.repeat(32) })).toBe(false)
})

test.each(['', '?by=si1', '?by=si1&expires=x', '?by=si1&expires=99999999999999999999', '?expires=99999999999'])(
  'An address with %j is signed by nobody',
  (search) => {
    expect(signerOf(new URL(`http://lake.test/${path}${search}`), now)).toBeNull()
  },
)
