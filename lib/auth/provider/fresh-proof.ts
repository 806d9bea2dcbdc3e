import type { IssuerMetadata } from '../discovery.ts'
import { IdTokenRefused } from '../errors.ts'
import type { VerifiedClaims } from '../id-token.ts'
import type { Attempt } from './attempt.ts'

/** So long ago the person may have proved who they are: the way back takes a moment, and clocks differ. */
const AGE_SECONDS_MAX = 300
const CLOCKS_DIFFER_SECONDS = 30

interface FreshTraits {
  readonly cannotAskAnew?: boolean
}

/** What an authorization request says to have the person prove anew who they are, where `attempt` is for more than signing in.
 *  @see OpenID Connect Core 1.0, section 3.1.2.1 (`prompt`, `max_age`) */
export function freshParameters({ errand }: Attempt, { cannotAskAnew = false }: FreshTraits): Readonly<Record<string, string>> {
  return errand === 'sign-in' || cannotAskAnew ? {} : { prompt: 'login', max_age: '0' }
}

/** Checks that the person proved who they are just now. Issuers that do not announce `auth_time` may leave it out, although those that
 *  understand `max_age` must give it; what is given counts in any case.
 *  @throws {IdTokenRefused} `auth_time`
 *  @see OpenID Connect Core 1.0, sections 2 and 3.1.3.7 */
export function requireFresh(
  claims: VerifiedClaims,
  { claims_supported: announced = [] }: IssuerMetadata,
  { cannotAskAnew = false }: FreshTraits,
): void {
  const at = claims['auth_time']
  if (at === undefined && (cannotAskAnew || !announced.includes('auth_time'))) return
  const age = typeof at === 'number' ? Date.now() / 1000 - at : Number.NaN
  // A provider that can't ask anew tells when it last did, which may be long ago.
  if (cannotAskAnew && Number.isFinite(age)) return
  if (!(age <= AGE_SECONDS_MAX && age >= -CLOCKS_DIFFER_SECONDS)) throw new IdTokenRefused('auth_time')
}
