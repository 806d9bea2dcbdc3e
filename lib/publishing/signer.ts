import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What signs editions. */
export interface Signer {
  /** The thumbprint of its key (RFC 7638). */
  readonly keyId: string
  /** `x` of its public JWK. */
  readonly x: string
  /** Ed25519 over the UTF-8 bytes of `text`, base64url. */
  sign(text: string): string
}

/** A signer with the private key in `pem`.
 *  @throws {TypeError} if it is no private key, or of another kind than Ed25519 */
export function signerOf(pem: string): Signer {
  const key = privateKeyOf(pem)
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (key.asymmetricKeyType !== 'ed25519' || x === undefined) throw new TypeError('The key must be an Ed25519 private key')
  return { keyId: thumbprintOf(x), x, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') }
}

/** The name of the Ed25519 key whose JWK has this `x`.
 *  @see RFC 7638, section 3; RFC 8037, appendix A.3 */
export function thumbprintOf(x: string): string {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
}

/** Whether `signature` over `text` was made with the key whose JWK has this `x`. */
export function isSignedBy(x: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    // What is no key or no signature proves nothing.
    return false
  }
}

function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    throw new TypeError('The key is no private key in PEM (PKCS 8)', { cause })
  }
}
