import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { signAssertion } from '../provider/client-key.ts'
import { siteKey, siteKeys } from './site-key.ts'

const secret = 'a secret of at least 32 characters'

test('What the site signs is verified with the key that it publishes, which holds no private part', async () => {
  const keys = await siteKeys(secret)
  const assertion = await signAssertion(await siteKey(secret), 'client', 'https://id.example.org/token')
  const { payload } = await jwtVerify(assertion, createLocalJWKSet(keys), { audience: 'https://id.example.org/token' })
  expect(payload).toMatchObject({ iss: 'client', sub: 'client' })
  expect(keys.keys).toEqual([expect.not.objectContaining({ d: expect.anything() })])
})

test('The same secret makes the same key, another one another', async () => {
  expect(await siteKeys(secret)).toEqual(await siteKeys(secret))
  expect(await siteKeys(`${secret}.`)).not.toEqual(await siteKeys(secret))
})
