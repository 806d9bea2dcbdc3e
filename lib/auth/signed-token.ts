import { createLocalJWKSet, errors, jwtVerify, type JWTHeaderParameters, type JWTPayload, type JWTVerifyOptions } from 'jose'
import { readKeys, readKeysAgain } from './discovery.ts'
import { TokenRefused } from './errors.ts'
import type { Outward } from './outward.ts'

/** The algorithms of signatures that the site checks, the most usual first. */
export const SIGNING_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']
const TOKEN_LENGTH_MAX = 16_384
/** @see OpenID Connect Core 1.0, section 2: a subject has at most 255 ASCII characters */
const SUBJECT = /^[\x20-\x7e]{1,255}$/

/** Tokens that are for us and fresh: issued within 10 minutes, on clocks that differ by 30 seconds at most. */
export const FRESH: JWTVerifyOptions = { maxTokenAge: '10m', clockTolerance: 30 }

export interface SignedToken {
  readonly claims: JWTPayload
  readonly header: JWTHeaderParameters
}

/**
 * What an issuer signed, its signature and times checked. Keys come from the issuer's own address alone, whatever the token says of
 * keys; an unknown key id, or one that does not fit, makes them be read again, once a minute at most.
 * @throws {TokenRefused} naming the rule
 * @see RFC 8725, sections 3.1, 3.2 and 3.10
 */
export async function verifySigned(
  outward: Outward,
  kind: TokenRefused['token'],
  token: unknown,
  keysAddress: string,
  options: JWTVerifyOptions,
): Promise<SignedToken> {
  if (typeof token !== 'string') throw new TokenRefused(kind, 'missing')
  if (token.length > TOKEN_LENGTH_MAX) throw new TokenRefused(kind, 'too long')
  const rules = { ...options, algorithms: SIGNING_ALGORITHMS }
  try {
    return await verifyWithSomeKey(token, createLocalJWKSet(await readKeys(outward, keysAddress)), rules).catch(async (error: unknown) => {
      // The issuer may have a new key, published just before it signed.
      if (!(error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)) throw error
      return verifyWithSomeKey(token, createLocalJWKSet(await readKeysAgain(outward, keysAddress)), rules)
    })
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new TokenRefused(kind, reason(error), error)
    throw error
  }
}

/** Refuses a token that is for several clients and does not say that it was given to this one.
 *  @throws {TokenRefused} `azp`
 *  @see OpenID Connect Core 1.0, section 3.1.3.7, rules 4 and 5 */
export function requireAuthorizedParty(kind: TokenRefused['token'], { aud, azp }: JWTPayload, clientId: string): void {
  const isForSeveral = Array.isArray(aud) && aud.length > 1
  if (isForSeveral ? azp !== clientId : azp !== undefined && azp !== clientId) throw new TokenRefused(kind, 'azp')
}

/** Whether `value` can be a subject, or another name of that form. */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && SUBJECT.test(value)
}

/** A token without a key id may be signed with any of several keys; each that fits its algorithm is tried. */
async function verifyWithSomeKey(
  token: string,
  keys: ReturnType<typeof createLocalJWKSet>,
  options: JWTVerifyOptions,
): Promise<SignedToken> {
  try {
    return signed(await jwtVerify(token, keys, options))
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return signed(await jwtVerify(token, key, options))
      } catch (inner) {
        if (!(inner instanceof errors.JWSSignatureVerificationFailed)) throw inner
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

function signed({ payload, protectedHeader }: { payload: JWTPayload; protectedHeader: JWTHeaderParameters }): SignedToken {
  return { claims: payload, header: protectedHeader }
}

function reason(error: errors.JOSEError): string {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) return error.claim
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'alg'
  if (error instanceof errors.JWKSNoMatchingKey) return 'key'
  return 'form'
}
