import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startLake } from '#tests/support/lake.ts'

test('A process that stops in the middle of a write holds up those of others for a minute and no longer, and is refused what it was writing', async () => {
  const lake = await startLake()
  const child = fork(fileURLToPath(new URL('../support/site-process.ts', import.meta.url)), [
    lake.databaseUrl,
    lake.settings.assetsDirectory,
  ])
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
    await lake.close()
  })
  await once(child, 'message')
  child.send('write')

  /** Whether the process, which stands still, has a transaction open that holds the lock of writers. */
  async function isWriting(): Promise<boolean> {
    const { rows } = await vi.waitFor(async () => {
      const found = await lake.pool.query<{ state: string; writing: boolean }>(
        `select state, exists (select from pg_locks l where l.pid = a.pid and locktype = 'advisory' and mode = 'ExclusiveLock' and granted) as writing
         from pg_stat_activity a where datname = current_database() and pid <> pg_backend_pid()`,
      )
      // What was asked before it stopped is done first.
      expect(found.rows.filter(({ state }) => state === 'active')).toEqual([])
      return found
    })
    return rows.some(({ state, writing }) => state === 'idle in transaction' && writing)
  }
  await vi.waitFor(
    async () => {
      child.kill('SIGSTOP')
      const stopped = await isWriting()
      if (!stopped) child.kill('SIGCONT')
      expect(stopped).toBe(true)
    },
    { timeout: 60_000, interval: 7 },
  )
  const kept = await lake.client('editor').getDocument('endless')

  const begun = performance.now()
  await lake.client('editor').createOrReplace({ _id: 'waiting', _type: 'sheet', title: 'It had to wait' })
  const waited = performance.now() - begun
  expect(waited).toBeGreaterThan(30_000)
  expect(waited).toBeLessThan(75_000)
  expect(await lake.client('editor').getDocument('endless')).toEqual(kept)

  child.kill('SIGCONT')
  await vi.waitFor(async () => expect(await lake.client('editor').getDocument('endless')).not.toEqual(kept), { timeout: 20_000 })
}, 240_000)
