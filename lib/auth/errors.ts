import type { IssuerProblem } from './issuers/issuer-refused.ts'

/** Why somebody could not sign in, as their page is told: each has a plain sentence in `lib/i18n`. */
export const SIGN_IN_ERRORS = ['provider', 'cancelled', 'state', 'refused', 'unreachable', 'answer', 'server', 'off'] as const

/** One of these, or what is wrong with an issuer that the person named, which is said where they named it. */
export type SignInError = (typeof SIGN_IN_ERRORS)[number] | `issuer-${IssuerProblem}`

/** What a provider answered was not what the specification demands. The message names the rule, never a claim. */
export class IdTokenRefused extends Error {
  override readonly name = 'IdTokenRefused'
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`The id token was refused: ${code}.`, { cause })
    this.code = code
  }
}
