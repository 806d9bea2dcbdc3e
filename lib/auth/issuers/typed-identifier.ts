import { cookiePrefix, cookieValue } from '../session-cookie.ts'
import { authSettings } from '../settings.ts'

/** The cookie that keeps what was typed as an OpenID, for the field that comes back when it is refused. */
export const TYPED_COOKIE = 'openid'
/** As long as a sign-in may take. */
export const TYPED_SECONDS = 600

/** What whoever sent this Cookie header typed last. */
export function typedIdentifier(cookieHeader: string | null): string {
  return cookieValue(cookieHeader, cookiePrefix(authSettings().origin) + TYPED_COOKIE) ?? ''
}
