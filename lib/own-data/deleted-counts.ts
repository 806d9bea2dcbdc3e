import { makeCookie } from '#lib/auth/cookie-headers.ts'
import { cookiePrefix, cookieValue } from '#lib/auth/session-cookie.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { z } from 'zod'
import { BELONGING_NAMES } from './belongings.ts'
import type { Deleted } from './delete-person.ts'

const COOKIE = 'deleted'
const LIFE_SECONDS = 600

const countsSchema = z.record(z.enum([...BELONGING_NAMES, 'roles']), z.int().min(0))

/** The cookie that says, for some minutes, how much was deleted with an account: nobody is signed in then, and nothing is left to look it up in. */
export function tellDeleted(deleted: Deleted): string {
  return makeCookie(authSettings().origin, COOKIE, JSON.stringify(deleted), LIFE_SECONDS)
}

/** How much was deleted of late by the browser that sent this Cookie header; null if nothing. */
export function deletedCounts(cookieHeader: string | null): Deleted | null {
  const kept = cookieValue(cookieHeader, cookiePrefix(authSettings().origin) + COOKIE)
  if (kept === null) return null
  try {
    return countsSchema.parse(JSON.parse(kept))
  } catch {
    // Somebody changed it; it is theirs alone.
    return null
  }
}
