import { createHash } from 'node:crypto'

/** What the names of our cookies start with. Over https the prefix binds them to the host; on plain http, which is loopback,
 *  cookies are shared by all ports, so the port keeps two sites on one machine apart. */
export function cookiePrefix(origin: string): string {
  const url = new URL(origin)
  return url.protocol === 'https:' ? '__Host-chancery-' : `chancery-${url.port || '80'}-`
}

/** The name of the cookie that holds the session's token. */
export function sessionCookieName(origin: string): string {
  return `${cookiePrefix(origin)}session`
}

/** The value of the cookie `name` in a Cookie header, decoded; null if it is absent or no text. */
export function cookieValue(cookieHeader: string | null, name: string): string | null {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const cut = pair.indexOf('=')
    if (cut > 0 && pair.slice(0, cut).trim() === name) return decoded(pair.slice(cut + 1).trim())
  }
  return null
}

/** How tokens are kept: who reads the database can't use them. They are random and long, so a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
