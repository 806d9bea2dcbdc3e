import { and, asc, eq } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import { editionObservations, editions } from './schema.ts'

/** Whether an edition of any sheet was published with the observation with this id. */
export async function wasPublished(observationId: string): Promise<boolean> {
  const found = await database()
    .select({ id: editionObservations.observationId })
    .from(editionObservations)
    .where(eq(editionObservations.observationId, observationId))
    .limit(1)
  return found.length > 0
}

/** When the first edition that says the observation with the id `observationId` was published; null if none has. */
export async function firstPublished(observationId: string): Promise<Date | null> {
  const [found] = await database()
    .select({ at: editions.publishedAt })
    .from(editionObservations)
    .innerJoin(editions, and(eq(editions.documentId, editionObservations.documentId), eq(editions.number, editionObservations.number)))
    .where(eq(editionObservations.observationId, observationId))
    .orderBy(asc(editions.publishedAt))
    .limit(1)
  return found?.at ?? null
}
