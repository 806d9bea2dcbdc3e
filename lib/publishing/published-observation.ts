import { eq } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import { editionObservations } from './schema.ts'

/** Whether an edition of any sheet was published with the observation with this id. */
export async function wasPublished(observationId: string): Promise<boolean> {
  const found = await database()
    .select({ id: editionObservations.observationId })
    .from(editionObservations)
    .where(eq(editionObservations.observationId, observationId))
    .limit(1)
  return found.length > 0
}
