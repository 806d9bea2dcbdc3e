import type { Pool, PoolClient } from 'pg'

/** The longest computing between two statements takes seconds. A process that stands still, or whose machine was cut off, would hold its locks for ever. */
const longestIdle = '60s'

/** Told of a connection that was lost, which the next statement on it says too; untold, it would end the process. */
const ignore = (): void => undefined

/** Runs `work` in a transaction of the database, on a connection of its own, and gives what it gives. When it throws, nothing of it is kept.
 *  Others wait for its locks no longer than a minute, should this process stop in the middle.
 *  @param onUnsure called when the commit failed, which may have happened all the same */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  onUnsure?: () => void,
): Promise<Result> {
  const client = await pool.connect()
  client.on('error', ignore)
  let broken: Error | undefined
  try {
    await client.query(`begin; set local idle_in_transaction_session_timeout = '${longestIdle}'`)
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
    client.off('error', ignore)
    // A connection in the middle of something is thrown away.
    client.release(broken)
  }
}
