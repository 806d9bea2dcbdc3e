import type { PoolClient } from 'pg'
import { databasePool } from '#lib/db/connection.ts'

/** So long one search may take the database. */
const TIME_MAX = '3s'
/** What PostgreSQL calls a statement that took longer than it may. */
const QUERY_CANCELED = '57014'

/** Asks the index, in one state of it; null if that took longer than a search may. */
export async function onIndex<Answer>(ask: (client: PoolClient) => Promise<Answer>): Promise<Answer | null> {
  const client = await databasePool().connect()
  let isWhole = false
  try {
    await client.query(`begin isolation level repeatable read read only; set local statement_timeout = '${TIME_MAX}'`)
    const answer = await ask(client)
    await client.query('commit')
    isWhole = true
    return answer
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === QUERY_CANCELED) return null
    throw error
  } finally {
    // A connection in the middle of something is thrown away.
    client.release(!isWhole)
  }
}
