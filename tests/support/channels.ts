import type { Pool } from 'pg'
import { expect, vi } from 'vitest'

/** A connection on which an instance hears the others: the process of the database server behind it, and the lock that it holds or waits for. */
export interface HeldChannel {
  readonly pid: number
  readonly lock: readonly [number, number]
  readonly granted: boolean
}

/** The channels of all instances on the database of `pool`. */
export async function channelsOn(pool: Pool): Promise<readonly HeldChannel[]> {
  const { rows } = await pool.query<{ pid: number; class: number; store: number; granted: boolean }>(
    `select pid, classid::bigint::float as class, objid::bigint::float as store, granted from pg_locks
     where locktype = 'advisory' and objsubid = 2 and mode = 'ShareLock'
       and database = (select oid from pg_database where datname = current_database()) order by pid`,
  )
  // Postgres shows as unsigned what it takes as signed.
  return rows.map(({ pid, class: first, store, granted }) => ({ pid, lock: [first | 0, store | 0], granted }))
}

/** Takes its stream from the instance behind `channel` while another one keeps its own, until the function returned is called, once or more: whoever wants the lock for
 *  themselves alone waits for the other, and who joins anew waits behind them. */
export async function cutOff(pool: Pool, channel: HeldChannel): Promise<() => Promise<void>> {
  const blocker = await pool.connect()
  const { rows } = await blocker.query<{ pid: number }>('select pg_backend_pid() as pid')
  const blocking = blocker.query('select pg_advisory_lock($1, $2)', [...channel.lock]).catch(() => undefined)
  await vi.waitFor(async () => {
    const waiting = await pool.query('select from pg_locks where pid = $1 and not granted', [rows[0]?.pid])
    expect(waiting.rowCount).toBe(1)
  })
  const count = (await channelsOn(pool)).length
  await pool.query('select pg_terminate_backend($1)', [channel.pid])
  await vi.waitFor(
    async () => {
      const now = await channelsOn(pool)
      expect(now.map(({ pid }) => pid)).not.toContain(channel.pid)
      expect(now.filter(({ granted }) => !granted)).toHaveLength(1)
      expect(now).toHaveLength(count)
    },
    { timeout: 10_000 },
  )
  let restored: Promise<void> | undefined
  const restore = async (): Promise<void> => {
    await pool.query('select pg_cancel_backend($1)', [rows[0]?.pid])
    await blocking
    blocker.release()
    await vi.waitFor(async () => expect((await channelsOn(pool)).every(({ granted }) => granted)).toBe(true), { timeout: 10_000 })
  }
  return () => (restored ??= restore())
}
