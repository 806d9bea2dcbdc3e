import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { eq } from 'drizzle-orm'
import { BELONGING_NAMES, type BelongingName, BELONGINGS } from './belongings.ts'

type Counts = Readonly<Record<BelongingName, number>>

/** How many rows of each kind belong to the reader. */
export function countBelongings(reader: Reader): Promise<Counts> {
  return countIn(database(), reader.id)
}

/** How many rows of each kind belong to the person with this id, as `database`, perhaps a transaction, sees it. */
export async function countIn(reading: Pick<ReturnType<typeof database>, '$count'>, userId: string): Promise<Counts> {
  const counts = new Map<BelongingName, number>()
  for (const { name, table, owner } of BELONGINGS) counts.set(name, await reading.$count(table, eq(owner, userId)))
  return toRecord((name) => counts.get(name) ?? 0)
}

function toRecord(valueOf: (name: BelongingName) => number): Counts {
  return Object.fromEntries(BELONGING_NAMES.map((name) => [name, valueOf(name)])) as Counts
}
