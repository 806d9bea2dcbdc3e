import { offeredMerge } from '#lib/auth/link-intent.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { users } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'
import { eq } from 'drizzle-orm'
import type { BelongingName } from './belongings.ts'
import { countIn } from './count-belongings.ts'

/** An account that the reader proved to be theirs too. */
export interface OfferedAccount {
  readonly createdAt: Date
  readonly counts: Readonly<Record<BelongingName, number>>
}

/** The account that the reader may join with theirs; null if they proved no other a moment ago. */
export async function offeredAccount(reader: Reader): Promise<OfferedAccount | null> {
  const userId = await offeredMerge(reader)
  if (userId === null) return null
  const [user] = await database().select({ createdAt: users.createdAt }).from(users).where(eq(users.id, userId))
  return user ? { createdAt: user.createdAt, counts: await countIn(database(), userId) } : null
}
