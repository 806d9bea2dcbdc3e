import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runningPostmaster } from '#lib/db/postmaster.ts'
import { signInByDatabase } from '#tests/support/people.ts'
import { Random } from '#tests/support/random.ts'
import { processesNaming } from '#tests/support/running.ts'
import { makeDataDirectory, type Site, startSite } from '#tests/support/site.ts'
import { audit, auditUploads } from './audit.ts'
import { Replay } from './replay.ts'
import { acknowledged, editorsClient, type Journal, newJournal, write } from './writers.ts'

/** How long anything may take before a round counts as failed: a busy machine is slow, and loses nothing. */
const STEP_MS_MAX = 240_000
const ROUND_MS_MAX = 600_000

const VICTIMS = ['site', 'database', 'both'] as const

/** One kill: who, after how many more acknowledgements, and how long after that. */
interface Kill {
  readonly victim: (typeof VICTIMS)[number]
  readonly acknowledgements: number
  readonly pauseMs: number
}

/** Tests that kill the built site, its database or both with -9 while four writers write, `rounds` times at points that `seed` chooses, and
 *  then ask the lake for all that was ever acknowledged. `note` is told at the end how much that was. */
export function testKills(rounds: number, seed: number, note: (sentence: string) => void = console.info): void {
  const random = new Random(seed)
  const journals: readonly Journal[] = ['one', 'two', 'three', 'four'].map(newJournal)
  const replay = new Replay()
  const wholeUploads = new Set<string>()
  let directory: string
  let site: Site
  let session: string

  beforeAll(async () => {
    directory = await makeDataDirectory()
    site = await startSite({ dataDirectory: directory, startMsMax: STEP_MS_MAX })
    const editor = await signInByDatabase(site.databaseUrl(), site.origin, 'Editor', ['editor'])
    session = editor.cookie.value
  }, ROUND_MS_MAX)

  afterAll(async () => {
    await site.stop()
    await rm(directory, { recursive: true, force: true })
  })

  for (let round = 0; round < rounds; round += 1) {
    const kill: Kill = {
      victim: VICTIMS[round % VICTIMS.length] ?? 'site',
      acknowledgements: random.between(1, 40),
      pauseMs: random.between(0, 40),
    }
    test(
      `Round ${round + 1}: after kill -9 of ${kill.victim} during writes, all that was acknowledged is there, nothing by half, each document is what its history leads to, and no process is left`,
      async () => {
        const killed = await killDuringWrites(kill)
        if (kill.victim === 'database') await vi.waitFor(() => answersWithout(killed), { timeout: STEP_MS_MAX, interval: 50 })
        else await startAgain()
        expect(await audit(client(), journals)).toEqual([])
        expect(await auditUploads(client(), site.origin, journals, wholeUploads)).toEqual([])
        expect(await replay.audit(site.databaseUrl())).toEqual([])
      },
      ROUND_MS_MAX,
    )
  }

  test(
    'In the end, all of history from its first change on leads to what is stored, and every upload is whole',
    async () => {
      const whole = new Replay()
      expect(await whole.audit(site.databaseUrl())).toEqual([])
      expect(whole.changes).toBe(replay.changes)
      expect(await auditUploads(client(), site.origin, journals, new Set())).toEqual([])
    },
    ROUND_MS_MAX,
  )

  test('When the site is stopped, no process is left', async () => {
    await site.stop()
    expect(processesNaming(directory)).toEqual([])
  })

  test('The rounds wrote enough to prove something', () => {
    note(`${rounds} kills under load; ${acknowledged(journals)} writes were acknowledged and ${replay.changes} changes replayed.`)
    for (const { pairs, published, uploads } of journals) {
      for (const writes of [pairs, published, uploads]) expect(writes.size).toBeGreaterThan(rounds / 2)
    }
  })

  const client = () => editorsClient(site, session)

  /** Lets all writers write at once, and kills after a while, when some of their writes are under way. Resolves with the process id that
   *  the database had. */
  async function killDuringWrites({ victim, acknowledgements, pauseMs }: Kill): Promise<number> {
    const stop = new AbortController()
    const before = acknowledged(journals)
    const writing = journals.map((journal) => write(client(), journal, stop.signal))
    await Promise.race([
      vi.waitFor(() => expect(acknowledged(journals)).toBeGreaterThanOrEqual(before + acknowledgements), {
        timeout: STEP_MS_MAX,
        interval: 1,
      }),
      Promise.all(writing).then(() =>
        Promise.reject(new Error(`The writers stopped before the kill. The site said:\n${site.log()}`, { cause: journals[0]?.stoppedBy })),
      ),
    ])
    await setTimeout(pauseMs)
    const database = runningPostmaster(join(directory, 'database'))
    if (database === null) throw new Error('The database does not run.')
    if (victim !== 'site') process.kill(database, 'SIGKILL')
    if (victim !== 'database') process.kill(site.pid, 'SIGKILL')
    // After the kill of the database alone the site must go on by itself; the writers have seen an error or are stopped here.
    stop.abort()
    await Promise.all(writing)
    return database
  }

  /** Processes of the killed database may answer a moment longer: only a new one counts. */
  async function answersWithout(killed: number): Promise<void> {
    expect([null, killed]).not.toContain(runningPostmaster(join(directory, 'database')))
    await client().fetch('count(*)')
  }

  async function startAgain(): Promise<void> {
    await site.stop()
    // The database notices that its site is gone, and ends too.
    await vi.waitFor(() => expect(processesNaming(directory)).toEqual([]), { timeout: STEP_MS_MAX, interval: 20 })
    site = await startSite({ dataDirectory: directory, startMsMax: STEP_MS_MAX })
  }
}
