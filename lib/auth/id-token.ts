import { createHash, timingSafeEqual } from 'node:crypto'
import { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose'
import { readKeys, readKeysAgain } from './discovery.ts'
import { IdTokenRefused } from './errors.ts'
import type { Outward } from './outward.ts'

/** The algorithms of id tokens that the site checks, the most usual first. */
export const SIGNING_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']
const TOKEN_LENGTH_MAX = 16_384
/** @see OpenID Connect Core 1.0, section 2: a subject has at most 255 ASCII characters */
const SUBJECT = /^[\x20-\x7e]{1,255}$/

export interface IdTokenRules {
  readonly clientId: string
  /** Where the issuer's keys are. */
  readonly keysAddress: string
  /** The issuer that the token must name, given its own claims (Microsoft's depends on the tenant); null refuses. */
  readonly issuerOf: (claims: JWTPayload) => string | null
  readonly accessToken?: string
}

/** The claims of an id token whose signature and every claim were checked. The nonce is the library's to check. */
export interface VerifiedClaims extends JWTPayload {
  readonly iss: string
  readonly sub: string
}

/**
 * Checks what next-auth leaves to TLS: signature and algorithm, the times, who it is for, and that it belongs to the access token.
 * @throws {IdTokenRefused} naming the rule
 * @see OpenID Connect Core 1.0, sections 3.1.3.7 and 3.1.3.8
 */
export async function verifyIdToken(outward: Outward, idToken: unknown, rules: IdTokenRules): Promise<VerifiedClaims> {
  if (typeof idToken !== 'string') throw new IdTokenRefused('missing')
  if (idToken.length > TOKEN_LENGTH_MAX) throw new IdTokenRefused('too long')
  const claims = await verifySignature(outward, idToken, rules)
  const { iss, sub, aud, azp } = claims
  if (iss === undefined || iss !== rules.issuerOf(claims)) throw new IdTokenRefused('iss')
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) throw new IdTokenRefused('sub')
  if (Array.isArray(aud) && aud.length > 1 && azp === undefined) throw new IdTokenRefused('azp')
  if (azp !== undefined && azp !== rules.clientId) throw new IdTokenRefused('azp')
  checkAccessTokenHash(idToken, claims, rules.accessToken)
  return { ...claims, iss, sub }
}

async function verifySignature(outward: Outward, idToken: string, rules: IdTokenRules): Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    audience: rules.clientId,
    algorithms: SIGNING_ALGORITHMS,
    maxTokenAge: '10m',
    clockTolerance: 30,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
  }
  try {
    return await verifyWithSomeKey(idToken, createLocalJWKSet(await readKeys(outward, rules.keysAddress)), options).catch(
      async (error: unknown) => {
        // The issuer may have a new key, published just before it signed.
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        return verifyWithSomeKey(idToken, createLocalJWKSet(await readKeysAgain(outward, rules.keysAddress)), options)
      },
    )
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new IdTokenRefused(reason(error), error)
    throw error
  }
}

/** A token without a key id may be signed with any of several keys; each that fits its algorithm is tried. */
async function verifyWithSomeKey(
  idToken: string,
  keys: ReturnType<typeof createLocalJWKSet>,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(idToken, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(idToken, key, options)).payload
      } catch (inner) {
        if (!(inner instanceof errors.JWSSignatureVerificationFailed)) throw inner
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

function reason(error: errors.JOSEError): string {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) return error.claim
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'alg'
  if (error instanceof errors.JWKSNoMatchingKey) return 'key'
  return 'form'
}

function checkAccessTokenHash(idToken: string, claims: JWTPayload, accessToken: string | undefined): void {
  const given = claims['at_hash']
  if (given === undefined) return
  if (typeof given !== 'string') throw new IdTokenRefused('at_hash')
  const { alg } = decodeProtectedHeader(idToken)
  // Ed25519 hashes with SHA-512, the other allowed algorithms with SHA-256: the left half is compared.
  const digest = createHash(alg === 'EdDSA' || alg === 'Ed25519' ? 'sha512' : 'sha256')
    .update(accessToken ?? '')
    .digest()
  const expected = Buffer.from(digest.subarray(0, digest.length / 2).toString('base64url'))
  const actual = Buffer.from(given)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new IdTokenRefused('at_hash')
}
