import { createHash, timingSafeEqual } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { IdTokenRefused } from './errors.ts'
import type { Outward } from './outward.ts'
import { FRESH, isSubject, requireAuthorizedParty, verifySigned } from './signed-token.ts'

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
 * @throws {TokenRefused} naming the rule
 * @see OpenID Connect Core 1.0, sections 3.1.3.7 and 3.1.3.8
 */
export async function verifyIdToken(outward: Outward, idToken: unknown, rules: IdTokenRules): Promise<VerifiedClaims> {
  const { claims, header } = await verifySigned(outward, 'id token', idToken, rules.keysAddress, {
    ...FRESH,
    audience: rules.clientId,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
  })
  const { iss, sub } = claims
  if (iss === undefined || iss !== rules.issuerOf(claims)) throw new IdTokenRefused('iss')
  if (!isSubject(sub)) throw new IdTokenRefused('sub')
  requireAuthorizedParty('id token', claims, rules.clientId)
  checkAccessTokenHash(header.alg, claims, rules.accessToken)
  return { ...claims, iss, sub }
}

function checkAccessTokenHash(algorithm: string, claims: JWTPayload, accessToken: string | undefined): void {
  const given = claims['at_hash']
  if (given === undefined) return
  if (typeof given !== 'string') throw new IdTokenRefused('at_hash')
  // Ed25519 hashes with SHA-512, the other allowed algorithms with SHA-256: the left half is compared.
  const digest = createHash(algorithm === 'EdDSA' || algorithm === 'Ed25519' ? 'sha512' : 'sha256')
    .update(accessToken ?? '')
    .digest()
  const expected = Buffer.from(digest.subarray(0, digest.length / 2).toString('base64url'))
  const actual = Buffer.from(given)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new IdTokenRefused('at_hash')
}
