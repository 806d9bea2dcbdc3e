import type { Pool, PoolClient } from 'pg'

/** Runs `work` in a transaction of the database, on a connection of its own, and gives what it gives. When it throws, nothing of it is kept.
 *  @param onUnsure called when the commit failed, which may have happened all the same */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  onUnsure?: () => void,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit').catch((error: unknown) => {
      onUnsure?.()
      throw error
    })
    return result
  } catch (error) {
    broken = await client.query('rollback').then(
      () => undefined,
      (cause: unknown) => (cause instanceof Error ? cause : new Error(String(cause))),
    )
    throw error
  } finally {
    // A connection in the middle of something is thrown away.
    client.release(broken)
  }
}
