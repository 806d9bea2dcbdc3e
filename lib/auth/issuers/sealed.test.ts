import { expect, test } from 'vitest'
import { seal, unseal } from './sealed.ts'

const secret = 'a secret of at least 32 characters'

test('What was sealed is read with the same secret and about the same thing', () => {
  const sealed = seal(secret, 'issuer-1', 'client secret')
  expect(unseal(secret, 'issuer-1', sealed)).toBe('client secret')
  expect(sealed).not.toContain(Buffer.from('client').toString('base64url'))
  expect(seal(secret, 'issuer-1', 'client secret'), 'each time otherwise').not.toBe(sealed)
})

test('It is read with no other secret, about nothing else, and not when a bit of it is changed', () => {
  const sealed = seal(secret, 'issuer-1', 'client secret')
  expect(unseal(`${secret}.`, 'issuer-1', sealed)).toBeNull()
  expect(unseal(secret, 'issuer-2', sealed)).toBeNull()
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes)
    altered[at] = (altered[at] ?? 0) ^ 1
    expect(unseal(secret, 'issuer-1', altered.toString('base64url')), `byte ${at}`).toBeNull()
  }
  for (const broken of ['', 'x', sealed.slice(0, 20)]) expect(unseal(secret, 'issuer-1', broken)).toBeNull()
})
