import { makeCookie } from './cookie-headers.ts'
import { cookiePrefix, cookieValue } from './session-cookie.ts'
import { authSettings } from './settings.ts'

/** As long as browsers keep a cookie at all. @see RFC 6265bis, section 5.5 */
const LIFE_SECONDS = 400 * 86_400
const NAME = 'last-provider'

/** A header value by which this browser remembers the provider, and nobody else does. */
export function rememberProvider(provider: string): string {
  return makeCookie(authSettings().origin, NAME, provider, LIFE_SECONDS)
}

/** The provider that was last signed in with in this browser; null if there was none. */
export function lastProvider(cookieHeader: string | null): string | null {
  return cookieValue(cookieHeader, cookiePrefix(authSettings().origin) + NAME)
}
