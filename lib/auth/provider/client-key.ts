import { createPrivateKey, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { importPKCS8, SignJWT } from 'jose'

/** A key of ours that a provider knows the public half of. */
export interface ClientKey {
  readonly key: CryptoKey
  readonly algorithm: 'RS256' | 'ES256' | 'EdDSA'
}

/** The private key in a PEM file: RSA, EC on P-256, or Ed25519.
 *  @throws {Error} saying what is wrong with the file, without its content */
export async function readClientKey(file: string): Promise<ClientKey> {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`The key file ${file} can't be read.`, { cause: error })
  })
  const key = parseKey(file, pem)
  const algorithm = algorithmOf(key.asymmetricKeyType, key.asymmetricKeyDetails?.namedCurve)
  if (!algorithm) throw new Error(`The key in ${file} is neither RSA, EC on P-256 nor Ed25519.`)
  return { key: await importPKCS8(key.export({ type: 'pkcs8', format: 'pem' }).toString(), algorithm), algorithm }
}

/** Proof for the token endpoint at `audience` that the request is from `clientId`. The library would name the issuer too;
 *  Login.gov takes one audience alone, its token endpoint, which every provider accepts.
 *  @see RFC 7523, section 3; OpenID Connect Core 1.0, section 9 */
export async function signAssertion({ key, algorithm }: ClientKey, clientId: string, audience: string): Promise<string> {
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key)
}

function parseKey(file: string, pem: string): ReturnType<typeof createPrivateKey> {
  try {
    return createPrivateKey(pem)
  } catch (error) {
    throw new Error(`${file} holds no private key in PEM form.`, { cause: error })
  }
}

function algorithmOf(type: string | undefined, curve: string | undefined): ClientKey['algorithm'] | null {
  if (type === 'rsa') return 'RS256'
  if (type === 'ed25519') return 'EdDSA'
  return type === 'ec' && curve === 'prime256v1' ? 'ES256' : null
}
