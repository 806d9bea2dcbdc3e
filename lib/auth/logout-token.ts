import { TokenRefused } from './errors.ts'
import type { Outward } from './outward.ts'
import { FRESH, isSubject, requireAuthorizedParty, verifySigned } from './signed-token.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** Explicit typing is recommended and not demanded; a token of any other type is none of these. */
const TYPES = new Set([undefined, 'jwt', 'logout+jwt', 'application/logout+jwt'])

export interface LogoutTokenRules {
  readonly issuer: string
  readonly clientId: string
  /** Where the issuer's keys are. */
  readonly keysAddress: string
}

/** Whom a provider signed out: a session there, which is that person's if one is named, or a person everywhere. */
export type SignedOut = { readonly jti: string } & (
  | { readonly sid: string; readonly subject: string | null }
  | { readonly sid: null; readonly subject: string }
)

/**
 * Checks a logout token as an id token is checked, and that it can't be taken for one.
 * @throws {TokenRefused} naming the rule
 * @see OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6
 */
export async function verifyLogoutToken(outward: Outward, token: unknown, rules: LogoutTokenRules): Promise<SignedOut> {
  const refuse = (code: string): never => {
    throw new TokenRefused('logout token', code)
  }
  const { claims, header } = await verifySigned(outward, 'logout token', token, rules.keysAddress, {
    ...FRESH,
    audience: rules.clientId,
    requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti', 'events'],
  })
  if (!TYPES.has(header.typ?.toLowerCase())) refuse('typ')
  if (claims.iss !== rules.issuer) refuse('iss')
  requireAuthorizedParty('logout token', claims, rules.clientId)
  if (!isLogoutEvent(claims['events'])) refuse('events')
  if ('nonce' in claims) refuse('nonce')
  const { sub, sid, jti } = claims
  if (!isSubject(jti)) return refuse('jti')
  if (sub !== undefined && !isSubject(sub)) return refuse('sub')
  if (isSubject(sid)) return { jti, sid, subject: sub ?? null }
  if (sid !== undefined) return refuse('sid')
  return sub === undefined ? refuse('sub and sid') : { jti, sid: null, subject: sub }
}

/** Whether `events` says that this is a logout: a member of that name, whose value is an object. */
function isLogoutEvent(events: unknown): boolean {
  if (typeof events !== 'object' || events === null || !(EVENT in events)) return false
  const event = events[EVENT]
  return typeof event === 'object' && event !== null && !Array.isArray(event)
}
