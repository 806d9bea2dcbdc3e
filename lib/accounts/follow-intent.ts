import { clearCookie, makeCookie } from '#lib/auth/cookie-headers.ts'
import { returnPath } from '#lib/auth/return-address.ts'
import { cookiePrefix, cookieValue } from '#lib/auth/session-cookie.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { z } from 'zod'
import { followTargetSchema } from './follow-target.ts'

const COOKIE = 'follow'
const LIFE_SECONDS = 1800

const intentSchema = z.object({ target: followTargetSchema, callbackUrl: z.string() })

/** A stranger asked to follow something, and was sent to sign in first. */
export type FollowIntent = z.infer<typeof intentSchema>

/** The cookie that keeps `intent` in the stranger's own browser until they come back signed in. Only a form of the site sets it. */
export function keepIntent(intent: FollowIntent): string {
  return makeCookie(authSettings().origin, COOKIE, JSON.stringify(intent), LIFE_SECONDS)
}

/** The header value that takes the intent away. */
export function dropIntent(): string {
  return clearCookie(authSettings().origin, COOKIE)
}

/** What the browser that sent this Cookie header still wants; null if nothing, or nothing that makes sense. */
export function intentOf(cookieHeader: string | null): FollowIntent | null {
  const { origin } = authSettings()
  const kept = cookieValue(cookieHeader, cookiePrefix(origin) + COOKIE)
  if (kept === null) return null
  try {
    const { target, callbackUrl } = intentSchema.parse(JSON.parse(kept))
    return { target, callbackUrl: returnPath(origin, callbackUrl, '/') }
  } catch {
    // Somebody changed it; it is theirs, and it is dropped.
    return null
  }
}
