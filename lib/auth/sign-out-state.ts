import { randomBytes } from 'node:crypto'
import { makeCookie } from './cookie-headers.ts'
import { cookiePrefix, cookieValue } from './session-cookie.ts'
import { authSettings } from './settings.ts'

const LIFE_SECONDS = 3600
const NAME = 'sign-out'

/** A header value that notes in the browser that somebody who signed in with `provider` signs out: by this one knows them again
 *  when the provider sends them back. It says which provider, and no more. */
export function beginSignOut(provider: string): string {
  return makeCookie(authSettings().origin, NAME, `${provider}.${randomBytes(16).toString('base64url')}`, LIFE_SECONDS)
}

/** The `state` of the sign-out that this browser began within the last hour; null if there was none. */
export function signOutState(cookieHeader: string | null): string | null {
  return cookieValue(cookieHeader, cookiePrefix(authSettings().origin) + NAME)
}

/** What a provider's answer to a sign-out is: of the one that this browser began there, or of none that it knows.
 *  @see OpenID Connect RP-Initiated Logout 1.0, section 3 */
export function signOutAnswer(cookieHeader: string | null, state: string): { readonly provider: string | null } {
  const [provider = ''] = state.split('.')
  return { provider: state === signOutState(cookieHeader) ? provider : null }
}
