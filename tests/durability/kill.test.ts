import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runningPostmaster } from '#lib/db/postmaster.ts'
import { signInByDatabase } from '#tests/support/people.ts'
import { processesNaming } from '#tests/support/running.ts'
import { makeDataDirectory, type Site, startSite } from '#tests/support/site.ts'
import { audit } from './audit.ts'
import { editorsClient, type Journal, newJournal, write } from './writers.ts'

const ROUNDS = 20
const VICTIMS = ['site', 'database', 'both'] as const
const journals: readonly Journal[] = ['one', 'two', 'three', 'four'].map(newJournal)

let directory: string
let site: Site
let session: string

beforeAll(async () => {
  directory = await makeDataDirectory()
  site = await startSite({ dataDirectory: directory })
  const editor = await signInByDatabase(site.databaseUrl(), site.origin, 'Editor', ['editor'])
  session = editor.cookie.value
}, 180_000)

afterAll(async () => {
  await site.stop()
  await rm(directory, { recursive: true, force: true })
})

for (let round = 0; round < ROUNDS; round += 1) {
  const victim = VICTIMS[round % VICTIMS.length] ?? 'site'
  test(`Round ${round + 1}: after kill -9 of ${victim} during writes, all that was acknowledged is there, nothing by half, and no process is left`, async () => {
    await killDuringWrites(victim, 10 + ((round * 7) % 30))
    if (victim === 'database') await vi.waitFor(answers, { timeout: 30_000, interval: 50 })
    else await startAgain()
    expect(await audit(editorsClient(site, session), site.databaseUrl(), journals)).toEqual([])
  }, 120_000)
}

test('When the site is stopped, no process is left', async () => {
  await site.stop()
  expect(processesNaming(directory)).toEqual([])
})

test('The rounds wrote enough to prove something', () => {
  for (const { pairs, published } of journals) {
    expect(pairs.size).toBeGreaterThan(ROUNDS)
    expect(published.size).toBeGreaterThan(ROUNDS)
  }
})

/** Lets all writers write at once, and kills when `acknowledgements` more have come, while others are under way. */
async function killDuringWrites(victim: (typeof VICTIMS)[number], acknowledgements: number): Promise<void> {
  const stop = new AbortController()
  const before = acknowledged()
  const writing = journals.map((journal) => write(editorsClient(site, session), journal, stop.signal))
  await Promise.race([
    vi.waitFor(() => expect(acknowledged()).toBeGreaterThanOrEqual(before + acknowledgements), { timeout: 60_000, interval: 1 }),
    Promise.all(writing).then(() =>
      Promise.reject(new Error(`The writers stopped before the kill. The site said:\n${site.log()}`, { cause: journals[0]?.stoppedBy })),
    ),
  ])
  const database = runningPostmaster(join(directory, 'database'))
  if (database === null) throw new Error('The database does not run.')
  if (victim !== 'site') process.kill(database, 'SIGKILL')
  if (victim !== 'database') process.kill(site.pid, 'SIGKILL')
  // After the kill of the database alone the site must go on by itself; the writers have seen an error or are stopped here.
  stop.abort()
  await Promise.all(writing)
}

async function answers(): Promise<void> {
  await editorsClient(site, session).fetch('count(*)')
}

async function startAgain(): Promise<void> {
  await site.stop()
  // The database notices that its site is gone, and ends too.
  await vi.waitFor(() => expect(processesNaming(directory)).toEqual([]), { timeout: 20_000, interval: 20 })
  site = await startSite({ dataDirectory: directory })
}

function acknowledged(): number {
  return journals.reduce((sum, { pairs, published }) => sum + pairs.size + published.size, 0)
}
