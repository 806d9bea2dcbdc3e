import { createECDH, hkdfSync } from 'node:crypto'
import { calculateJwkThumbprint, importJWK, type JSONWebKeySet, type JWK } from 'jose'
import type { ClientKey } from '../provider/client-key.ts'

/** The order of P-256. @see FIPS 186-5, appendix; SEC 2, section 2.4.2 */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The algorithm that the site's key signs with. */
export const SITE_ALGORITHM = 'ES256'

/** The key by which the site proves itself to issuers that it was not set up with. It is made from `secret`, so all instances have the
 *  same one, and nothing needs to be kept; a new secret makes a new key. */
export async function siteKey(secret: string): Promise<ClientKey> {
  const key = await importJWK(privateJwk(secret), SITE_ALGORITHM)
  if (key instanceof Uint8Array) throw new Error('The key of the site is no key pair.')
  return { key, algorithm: SITE_ALGORITHM }
}

/** The public half of the site's key, as issuers fetch it.
 *  @see RFC 7517, section 5 */
export async function siteKeys(secret: string): Promise<JSONWebKeySet> {
  const { d: _, ...jwk } = privateJwk(secret)
  return { keys: [{ ...jwk, kty: 'EC', kid: await calculateJwkThumbprint(jwk), alg: SITE_ALGORITHM, use: 'sig' }] }
}

function privateJwk(secret: string): JWK {
  // 16 bytes more than needed, so that the remainder favours no number. @see FIPS 186-5, appendix A.2.1
  const random = Buffer.from(hkdfSync('sha256', secret, '', 'chancery client key', 48)).toString('hex')
  const number = (BigInt(`0x${random}`) % (ORDER - 1n)) + 1n
  const scalar = Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(scalar)
  const point = pair.getPublicKey()
  const text = (bytes: Buffer): string => bytes.toString('base64url')
  return { kty: 'EC', crv: 'P-256', d: text(scalar), x: text(point.subarray(1, 33)), y: text(point.subarray(33)) }
}
