import type { LibraryAnswer } from './library.ts'
import { cookiePrefix, sessionCookieName } from './session-cookie.ts'
import { authSettings } from './settings.ts'

const ATTEMPT_SECONDS = 600

/** The cookies that the library wants set, as header values. Those of an attempt live 10 minutes, less than the library's 15. */
export function setCookies(answer: LibraryAnswer): readonly string[] {
  const { origin } = authSettings()
  return (answer.cookies ?? []).map(({ name, value, options }) => {
    if (options.maxAge === 0 || value === '') return header(origin, name, '', 'Max-Age=0')
    if (name !== sessionCookieName(origin)) return header(origin, name, value, `Max-Age=${ATTEMPT_SECONDS}`)
    return header(origin, name, value, options.expires ? `Expires=${options.expires.toUTCString()}` : '')
  })
}

/** A header value that takes the cookie `name` (without our prefix) away. */
export function clearCookie(origin: string, name: string): string {
  return header(origin, cookiePrefix(origin) + name, '', 'Max-Age=0')
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
