import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type OwnSheet, publishOwnSheet } from '#tests/e2e/own-sheet.ts'
import { channelsOn, cutOff, type HeldChannel } from '#tests/support/channels.ts'
import { changesAfter, type Instance, seenIn, startInstance } from '#tests/support/instance.ts'
import { signInByDatabase } from '#tests/support/people.ts'
import { isRunning } from '#tests/support/running.ts'
import { freePorts, makeDataDirectory } from '#tests/support/site.ts'
import { runScript } from '#tests/support/start.ts'

// Two instances of the built site as processes, the real Next in each: the first has the database, the second joins it.

const ROUNDS = 60

let directories: Record<'assets' | 'first' | 'second' | 'refused', string>
let shared: Record<string, string>
let session: string
let pool: Pool
let first: Instance
let firstChannel: number | undefined
let second: Instance
let sheet: OwnSheet

beforeAll(async () => {
  const assets = await mkdtemp(join(tmpdir(), 'chancery-shared-'))
  const [one, two, three] = [await makeDataDirectory(), await makeDataDirectory(), await makeDataDirectory()]
  directories = { assets, first: one, second: two, refused: three }
  shared = { ASSETS_DIR: assets, AUTH_SECRET: 'a'.repeat(32) }
  first = await startInstance({ environment: shared, dataDirectory: directories.first }, async (site) => {
    session = (await signInByDatabase(site.databaseUrl(), site.origin, 'Editor', ['editor'])).cookie.value
    return session
  })
  shared = { ...shared, SITE_URL: first.site.origin, DATABASE_URL: first.site.databaseUrl() }
  pool = new Pool({ connectionString: first.site.databaseUrl(), max: 4 })
  pool.on('error', () => {})
  firstChannel = (await channelsOn(pool))[0]?.pid
  second = await startSecond()
  sheet = await publishOwnSheet(first.editor, 'Instances', 'Said first.')
}, 240_000)

afterAll(async () => {
  await second.stop()
  await pool.end()
  await first.stop()
  for (const directory of Object.values(directories)) await rm(directory, { recursive: true, force: true })
})

function startSecond(): Promise<Instance> {
  return startInstance({ origin: first.site.origin, environment: shared, dataDirectory: directories.second }, async () => session)
}

async function secondChannel(): Promise<HeldChannel> {
  const channel = (await channelsOn(pool)).find(({ pid }) => pid !== firstChannel)
  if (!channel) throw new Error('The second instance has no channel.')
  return channel
}

/** Publishes as the Studio does, and gives how long that took. */
async function publish(through: Instance, words: string): Promise<number> {
  const ids = { draftId: `drafts.${sheet.id}`, publishedId: sheet.id }
  const begun = performance.now()
  await through.editor.action([
    { actionType: 'sanity.action.document.edit', ...ids, patch: { set: { ...sheet.saying(`Said ${words}.`).set } } },
    { actionType: 'sanity.action.document.publish', ...ids },
  ])
  return performance.now() - begun
}

/** How long a publication takes when all is well, on this machine at this moment. */
async function usualMs(): Promise<number> {
  const took: number[] = []
  for (let count = 0; count < 5; count += 1) took.push(await publish(first, `as usual, ${count}`))
  return median(took)
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** What the sheet's page says there, in the words of `publish`. */
async function read(from: Instance): Promise<string> {
  const answer = await from.ask(sheet.path)
  const html = await answer.text()
  return />Said ([^<]*)\.</.exec(html)?.[1] ?? `${answer.status} ${html.slice(0, 200)}`
}

test(
  `Of ${ROUNDS} publishes through either instance in turn, each read from both as soon as it is answered, none shows an old page`,
  { timeout: 120_000 },
  async () => {
    const old: string[] = []
    const took: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const [writer, other] = round % 2 === 0 ? [first, second] : [second, first]
      took.push(await publish(writer, `in round ${round}`))
      for (const instance of [other, writer, other]) {
        const words = await read(instance)
        if (words !== `in round ${round}`) old.push(`${round}: ${words}`)
      }
    }
    expect(old).toEqual([])
    // The other one acknowledges: nobody is waited for in vain.
    expect(median(took)).toBeLessThan(900)
  },
)

test('Both send the same bytes, and a page from one hears from the other what has changed since, by the same numbers', async () => {
  const [page, same] = await Promise.all([first, second].map((instance) => instance.ask(sheet.path)))
  if (!page || !same) throw new Error('There are two.')
  expect(page.headers.get('etag')).toMatch(/^"[\w-]+"$/)
  expect(same.headers.get('etag')).toBe(page.headers.get('etag'))
  expect(await same.text()).toBe(await page.text())
  const seen = seenIn(page)
  expect(seen).toBeGreaterThan(0)
  expect(seenIn(same)).toBe(seen)
  for (const [index, instance] of [first, second, first].entries()) await publish(instance, `to open pages, ${index}`)
  const told = await changesAfter(first, seen, 3)
  expect(told).toHaveLength(3)
  expect(await changesAfter(second, seen, 3)).toEqual(told)
  for (const instance of [first, second]) expect(told.at(-1)).toContain(`id: ${seenIn(await instance.ask(sheet.path))}\n`)
})

test(
  'An instance without its stream answers from nothing that it or Next keeps, and when the stream is back it has missed nothing',
  { timeout: 60_000 },
  async () => {
    await publish(first, 'before the cut')
    for (const instance of [first, second, second]) expect(await read(instance)).toBe('before the cut')
    const restore = await cutOff(pool, await secondChannel())
    onTestFinished(restore)
    const old: string[] = []
    for (let round = 0; round < 10; round += 1) {
      await publish(first, `without a stream, ${round}`)
      for (const instance of [second, second, first]) {
        const words = await read(instance)
        if (words !== `without a stream, ${round}`) old.push(`${round}: ${words}`)
      }
    }
    await publish(second, 'by the deaf one')
    for (const instance of [first, second]) if ((await read(instance)) !== 'by the deaf one') old.push(await read(instance))
    await publish(first, 'last without a stream')
    expect(old).toEqual([])
    await restore()
    for (let round = 0; round < 6; round += 1) {
      const [writer, other] = round % 2 === 0 ? [second, first] : [first, second]
      expect(await read(writer)).toBe(round === 0 ? 'last without a stream' : `again, ${round - 1}`)
      await publish(writer, `again, ${round}`)
      expect(await read(other)).toBe(`again, ${round}`)
    }
  },
)

test.each(['site', 'lake'])(
  'A %s that would keep pictures elsewhere than those that run is refused in a sentence, and they go on',
  async (what) => {
    const [port, providerPort] = await freePorts()
    const elsewhere = join(directories.refused, 'pictures')
    const refused = await runScript(what === 'site' ? 'scripts/serve.ts' : 'scripts/lake.ts', {
      ...shared,
      ASSETS_DIR: elsewhere,
      DATA_DIR: directories.refused,
      PORT: String(port),
      DEMO_PROVIDER_PORT: String(providerPort),
    })
    expect(refused).toEqual({
      code: 1,
      output:
        'Another instance runs on this database and keeps pictures and files elsewhere: set ASSETS_DIR of both to one directory that they share, or ASSETS_S3_BUCKET to one bucket.\n',
    })
    expect(await channelsOn(pool)).toHaveLength(2)
    await publish(second, `beside the refused ${what}`)
    expect(await read(first)).toBe(`beside the refused ${what}`)
  },
)

test('An instance that stands still holds up one publication for a second at most, and shows nothing old when it goes on', async () => {
  const usual = await usualMs()
  await publish(first, 'before it stood still')
  expect(await read(second)).toBe('before it stood still')
  process.kill(second.site.pid, 'SIGSTOP')
  const waited = [await publish(first, 'meanwhile'), await publish(first, 'later'), await publish(first, 'last')]
  // Asked while it stands still, it answers when it goes on.
  const reading = Promise.all([read(second), read(second)])
  process.kill(second.site.pid, 'SIGCONT')
  expect(await reading).toEqual(['last', 'last'])
  expect(waited[0]).toBeGreaterThan(900)
  expect(waited[0]).toBeLessThan(1_500 + 5 * usual)
  for (const ms of waited.slice(1)) expect(ms).toBeLessThan(Math.max(900, 5 * usual))
  await vi.waitFor(async () => expect((await channelsOn(pool)).filter(({ granted }) => granted)).toHaveLength(2), { timeout: 10_000 })
  await publish(second, 'after it stood still')
  expect(await read(first)).toBe('after it stood still')
})

test(
  'One that is killed with -9 holds up nothing, and started again it shows what was published meanwhile',
  { timeout: 120_000 },
  async () => {
    const usual = await usualMs()
    const { pid } = second.site
    process.kill(pid, 'SIGKILL')
    const waited = [await publish(first, 'at its end'), await publish(first, 'without it')]
    for (const ms of waited) expect(ms).toBeLessThan(1_500 + 5 * usual)
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false))
    expect(await publish(first, 'when it was gone')).toBeLessThan(Math.max(900, 5 * usual))
    await second.stop()
    second = await startSecond()
    expect(await read(second)).toBe('when it was gone')
    await publish(second, 'when it was back')
    expect(await read(first)).toBe('when it was back')
  },
)

test(
  'When the one that has the database ends, the other sends nothing that it keeps and says 503, and is well again when that one is back',
  { timeout: 120_000 },
  async () => {
    await publish(first, 'at the end of all')
    expect(await read(second)).toBe('at the end of all')
    await first.site.stop()
    const answer = await vi.waitFor(
      async () => {
        const late = await second.ask(sheet.path)
        expect(late.status).toBe(503)
        return late
      },
      { timeout: 20_000, interval: 50 },
    )
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(await answer.text()).not.toContain('Said')
    await first.stop()
    const { ASSETS_DIR = '', AUTH_SECRET = '', SITE_URL = '' } = shared
    first = await startInstance(
      { origin: SITE_URL, environment: { ASSETS_DIR, AUTH_SECRET }, dataDirectory: directories.first },
      async () => session,
    )
    await vi.waitFor(async () => expect(await read(second)).toBe('at the end of all'), { timeout: 20_000, interval: 50 })
    await publish(first, 'with both again')
    expect(await read(second)).toBe('with both again')
  },
)
