import { randomBytes } from 'node:crypto'
import { and, asc, eq, gt, lte } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { hashToken } from '#lib/auth/session-cookie.ts'
import { database } from '#lib/db/connection.ts'
import type { Briefing } from './briefing.ts'
import { sharedBriefings } from './schema.ts'

/** A briefing that a reader shares, without its secret, which only its link has. */
export type SharedBriefing = Pick<typeof sharedBriefings.$inferSelect, 'id' | 'name' | 'createdAt' | 'expiresAt'>

export const SHARED_MAX = 50
export const SHARED_DAYS = [1, 7, 30] as const

const DAY_MS = 86_400_000

/** Shares `briefing` for so many days. Returns the secret of its link, which is told once and kept nowhere; null if the reader shares as many as one may. */
export async function shareBriefing(reader: Reader, briefing: Briefing, days: (typeof SHARED_DAYS)[number]): Promise<string | null> {
  const now = new Date()
  await database().delete(sharedBriefings).where(lte(sharedBriefings.expiresAt, now))
  if ((await database().$count(sharedBriefings, eq(sharedBriefings.userId, reader.id))) >= SHARED_MAX) return null
  const secret = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  await database()
    .insert(sharedBriefings)
    .values({ userId: reader.id, secretHash: hashToken(secret), name: briefing.name, briefing, expiresAt })
  return secret
}

/** What the reader shares at the moment, what ends first before others. */
export async function listShared(reader: Reader): Promise<readonly SharedBriefing[]> {
  const { id, name, createdAt, expiresAt } = sharedBriefings
  return database()
    .select({ id, name, createdAt, expiresAt })
    .from(sharedBriefings)
    .where(and(eq(sharedBriefings.userId, reader.id), gt(expiresAt, new Date())))
    .orderBy(asc(expiresAt))
    .limit(SHARED_MAX)
}

/** Ends a link of the reader's. */
export async function endShared(reader: Reader, id: string): Promise<void> {
  await database()
    .delete(sharedBriefings)
    .where(and(eq(sharedBriefings.userId, reader.id), eq(sharedBriefings.id, id)))
}

/** The briefing whose link has `secret`, for whoever has it, and until when; null if there is none, or no longer. */
export async function openShared(secret: string): Promise<{ readonly briefing: Briefing; readonly expiresAt: Date } | null> {
  if (!/^[A-Za-z0-9_-]{32}$/.test(secret)) return null
  const [found] = await database()
    .select({ briefing: sharedBriefings.briefing, expiresAt: sharedBriefings.expiresAt })
    .from(sharedBriefings)
    .where(and(eq(sharedBriefings.secretHash, hashToken(secret)), gt(sharedBriefings.expiresAt, new Date())))
  return found ?? null
}
