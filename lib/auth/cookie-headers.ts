import { cookiePrefix, sessionCookieName } from './session-cookie.ts'
import { authSettings } from './settings.ts'

const ATTEMPT_SECONDS = 600

/** A cookie as the library describes it. */
interface LibraryCookie {
  readonly name: string
  readonly value: string
  readonly options: { readonly maxAge?: number | undefined; readonly expires?: Date | undefined }
}

/** The cookies that the library wants set, as header values. Those of an attempt live 10 minutes, less than the library's 15. */
export function setCookies(cookies: readonly LibraryCookie[]): readonly string[] {
  const { origin } = authSettings()
  return cookies.map(({ name, value, options }) => {
    if (options.maxAge === 0 || value === '') return header(origin, name, '', 'Max-Age=0')
    if (name !== sessionCookieName(origin)) return header(origin, name, value, `Max-Age=${ATTEMPT_SECONDS}`)
    return header(origin, name, value, options.expires ? `Expires=${options.expires.toUTCString()}` : '')
  })
}

/** A header value that takes the cookie `name` (without our prefix) away. */
export function clearCookie(origin: string, name: string): string {
  return header(origin, cookiePrefix(origin) + name, '', 'Max-Age=0')
}

/** A header value that sets the cookie `name` (without our prefix), out of reach of scripts, for so many seconds. */
export function makeCookie(origin: string, name: string, value: string, seconds: number): string {
  return header(origin, cookiePrefix(origin) + name, value, `Max-Age=${seconds}`)
}

/** A Cookie header without the session's cookie. */
export function withoutSession(cookieHeader: string): string {
  const session = sessionCookieName(authSettings().origin)
  return cookieHeader
    .split(';')
    .filter((pair) => !pair.trim().startsWith(session))
    .join(';')
}

function header(origin: string, name: string, value: string, life: string): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', life]
  if (origin.startsWith('https:')) parts.push('Secure')
  return parts.filter((part) => part !== '').join('; ')
}
