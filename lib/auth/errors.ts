import type { IssuerProblem } from './issuers/issuer-refused.ts'

/** Why somebody could not sign in, as their page is told: each has a plain sentence in `lib/i18n`. */
export const SIGN_IN_ERRORS = [
  'provider',
  'cancelled',
  'state',
  'refused',
  'clock',
  'unreachable',
  'answer',
  'server',
  'off',
  'suspended',
  'person',
  'confirm',
] as const

/** One of these, or what is wrong with an issuer that the person named, which is said where they named it. */
export type SignInError = (typeof SIGN_IN_ERRORS)[number] | `issuer-${IssuerProblem}`

/** Something that a provider signed is not what the specification demands. The message names the rule, never a claim. */
export class TokenRefused extends Error {
  readonly token: 'id token' | 'logout token' | 'userinfo'
  readonly code: string

  constructor(token: TokenRefused['token'], code: string, cause?: unknown) {
    super(`The ${token} was refused: ${code}.`, { cause })
    this.token = token
    this.code = code
  }
}

export class IdTokenRefused extends TokenRefused {
  override readonly name = 'IdTokenRefused'

  constructor(code: string, cause?: unknown) {
    super('id token', code, cause)
  }
}

/** A sign-in that proved what it should, and is not taken all the same. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly code: SignInError

  constructor(code: SignInError) {
    super(`The sign-in was refused: ${code}.`)
    this.code = code
  }
}
