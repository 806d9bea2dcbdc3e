import { SIGN_IN_ERRORS } from '#lib/auth/errors.ts'
import { ISSUER_PROBLEMS } from '#lib/auth/issuers/issuer-refused.ts'
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
  suspended: 'errorSuspended',
  person: 'errorPerson',
  confirm: 'errorConfirm',
} as const satisfies Record<(typeof SIGN_IN_ERRORS)[number], string>

/** Why somebody is not signed in, in plain words; null if `code` is none of ours. Nothing else of the address is ever shown. */
export function signInErrorWords(code: string | null, language: Language): string | null {
  const known = SIGN_IN_ERRORS.find((error) => error === code)
  return known ? translate('account', language)(KEYS[known]) : null
}

/** What is wrong with the OpenID that somebody typed, in plain words; null if `code` says nothing of one. */
export function openIdProblemWords(code: string | null, language: Language): string | null {
  const known = ISSUER_PROBLEMS.find((problem) => `issuer-${problem}` === code)
  return known ? translate('openId', language)(`problem_${known}`) : null
}
