import { SIGN_IN_ERRORS, type SignInError } from '#lib/auth/errors.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const KEYS = {
  provider: 'errorProvider',
  cancelled: 'errorCancelled',
  state: 'errorState',
  refused: 'errorRefused',
  clock: 'errorClock',
  unreachable: 'errorUnreachable',
  answer: 'errorAnswer',
  server: 'errorServer',
  off: 'errorOff',
} as const satisfies Record<SignInError, string>

/** Why somebody is not signed in, in plain words; null if `code` is none of ours. Nothing else of the address is ever shown. */
export function signInErrorWords(code: string | null, language: Language): string | null {
  const known = SIGN_IN_ERRORS.find((error) => error === code)
  return known ? translate('account', language)(KEYS[known]) : null
}
