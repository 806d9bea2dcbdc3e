import { AuthError, InvalidCheck, OAuthCallbackError } from '@auth/core/errors'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { errors } from 'jose'
import { SignInRefused, type SignInError, TokenRefused } from './errors.ts'
import { IssuerRefused } from './issuers/issuer-refused.ts'

const CHAIN_MAX = 10

/** What to tell the person, and one line for the log, of an attempt that failed. Neither repeats anything that the provider sent.
 *  `isDenied`: the provider said that the person, or itself, declined. */
export function refusalOf(error: unknown, isDenied = false): { readonly code: SignInError; readonly reason: string } {
  const chain = causes(error)
  const own = chain.find((cause) => cause instanceof SignInRefused)
  if (own) return { code: own.code, reason: 'not taken' }
  const refused = chain.find((cause) => cause instanceof TokenRefused)
  if (refused) return { code: isUntimely(refused.cause) ? 'clock' : 'refused', reason: `${refused.token}: ${refused.code}` }
  const issuer = chain.find((cause) => cause instanceof IssuerRefused)
  if (issuer) return { code: `issuer-${issuer.code}`, reason: `issuer: ${[issuer.code, ...innerCodes(issuer)].join(' < ')}` }
  const outward = chain.find((cause) => cause instanceof OutwardRefused)
  if (outward) return { code: 'unreachable', reason: `outward request: ${outward.code}` }
  // The library loses the provider's own error code, so the caller says whether it was `access_denied`.
  if (chain.some((cause) => cause instanceof OAuthCallbackError))
    return { code: isDenied ? 'cancelled' : 'answer', reason: 'error response' }
  if (chain.some((cause) => cause instanceof InvalidCheck)) return { code: 'state', reason: 'cookies of the attempt absent or not its own' }
  // What remains is told by name and code alone: messages of the library hold claims.
  const names = chain.map((cause) =>
    [cause.name, 'code' in cause && typeof cause.code === 'string' ? cause.code : ''].filter(Boolean).join(' '),
  )
  const isProtocol = names.some(
    (name) => name.includes('OAUTH_') || name.startsWith('OperationProcessingError') || name.startsWith('ResponseBodyError'),
  )
  return { code: isProtocol ? 'refused' : 'server', reason: names.join(' < ') }
}

/** Whether a token was right but for its time: then one of the two clocks is wrong, or somebody kept it back. */
function isUntimely(cause: unknown): boolean {
  if (cause instanceof errors.JWTExpired) return true
  return cause instanceof errors.JWTClaimValidationFailed && cause.reason === 'check_failed' && ['iat', 'nbf'].includes(cause.claim)
}

/** What an issuer was refused for, as far as it is a rule of ours. */
function innerCodes(error: Error): readonly string[] {
  return error.cause instanceof OutwardRefused ? [error.cause.code] : []
}

function causes(error: unknown): readonly Error[] {
  const found: Error[] = []
  let next: unknown = error
  while (next instanceof Error && found.length < CHAIN_MAX) {
    found.push(next)
    next = innerOf(next)
  }
  return found
}

/** next-auth puts the error that it met at `cause.err`. */
function innerOf(error: Error): unknown {
  const { cause } = error
  if (error instanceof AuthError && typeof cause === 'object' && cause !== null && 'err' in cause) return cause.err
  return cause
}
