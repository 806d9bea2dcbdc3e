import type { SanityClient } from '@sanity/client'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { indexed } from '#tests/support/indexed.ts'
import { type Site, startSite } from '#tests/support/site.ts'
import { startOwnDatabase } from '../own-database.ts'
import { median } from '../statistics.ts'
import { indicatorsOf, placeOfIndicator, PLACES_PER_INDICATOR } from './documents.ts'
import { fillWithFigures } from './fill.ts'
import { fillEditions } from './publications.ts'

const DATASET = 'local/production'
const ROUNDS = 5
const PAGES = 12
const PUBLISHES = 12
/** The site is measured with a sheet of few editions and one of many. */
const MANY_EDITIONS = 1000

interface Filled {
  readonly size: number
  readonly site: Site
  readonly client: SanityClient
  readonly stop: () => Promise<void>
}

/** Measures the page of a figure, not ready yet, and a publish with its edition, in a site with each number of `sizes` sheets and ten times as many
 *  observations, and prints ratios. All sites are there at once and are asked in turn. */
export async function runFigureBench(sizes: readonly number[], say: (line: string) => void): Promise<void> {
  const filled: Filled[] = []
  try {
    for (const size of sizes) {
      filled.push(await fill(size))
      say(`A site with ${size} sheets is there.`)
    }
    report(say, "figure's page, p50", sizes, await inTurn(filled, pagesCold))
    report(say, 'publish, p50', sizes, await inTurn(filled, (one, round) => publishes(one, `sheet-${round}`)))
    const [small] = filled
    if (!small) return
    say(`Publishing one sheet ${MANY_EDITIONS} times…`)
    for (let count = 0; count < MANY_EDITIONS; count += 1) await publish(small, 'sheet-99')
    const [few, many]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      few.push(...(await publishes(small, `sheet-${10 + round}`)))
      many.push(...(await publishes(small, 'sheet-99')))
    }
    const ratio = (median(many) / median(few)).toFixed(2)
    say(`publish of a sheet with ${MANY_EDITIONS} editions, of one with ten: ${ratio} (goal 1.5; ${median(few).toFixed(1)} ms)`)
  } finally {
    for (const { stop } of filled) await stop()
  }
}

async function fill(size: number): Promise<Filled> {
  const database = await startOwnDatabase()
  try {
    await fillWithFigures(database.pool, DATASET, size)
    await fillEditions(database.pool, DATASET)
    const site = await startSite({ environment: { DATABASE_URL: database.url }, startMsMax: 600_000 })
    await indexed(database.pool)
    const stop = async () => {
      await site.stop()
      await database.stop()
    }
    return { size, site, client: await administratorClient(site), stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** Pages that nobody has asked for yet, each another one. */
async function pagesCold({ size, site }: Filled, round: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let nth = 0; nth < PAGES; nth += 1) {
    const number = round * PAGES + nth
    const indicator = number % indicatorsOf(size)
    const place = placeOfIndicator(indicator, Math.floor(number / indicatorsOf(size)) % PLACES_PER_INDICATOR)
    const begun = performance.now()
    const answer = await fetch(`${site.origin}/indicators/indicator-${indicator}/place-${place}`)
    const text = await answer.text()
    times.push(performance.now() - begun)
    if (answer.status !== 200 || !text.includes('scrolling-table')) throw new Error(`The page of a figure answered ${answer.status}.`)
  }
  return times
}

async function publishes(filled: Filled, id: string): Promise<readonly number[]> {
  const times: number[] = []
  for (let count = 0; count < PUBLISHES; count += 1) times.push(await publish(filled, id))
  return times
}

/** Publishes a sheet anew: the write is answered when its edition is there. */
async function publish({ client }: Filled, id: string): Promise<number> {
  const begun = performance.now()
  await client
    .patch(id)
    .set({ summary: `Published at ${performance.now()}` })
    .commit({ visibility: 'sync', returnDocuments: false })
  return performance.now() - begun
}

async function inTurn(
  filled: readonly Filled[],
  measure: (one: Filled, round: number) => Promise<readonly number[]>,
): Promise<ReadonlyMap<number, number>> {
  const times = new Map<number, number[]>(filled.map(({ size }) => [size, []]))
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const one of filled) {
      const measured = await measure(one, round)
      if (round > 0) times.get(one.size)?.push(...measured)
    }
  return new Map([...times].map(([size, measured]) => [size, median(measured)]))
}

function report(say: (line: string) => void, what: string, sizes: readonly number[], times: ReadonlyMap<number, number>): void {
  const at = (size: number | undefined) => times.get(size ?? 0) ?? Number.NaN
  const ratio = (at(sizes.at(-1)) / at(sizes[0])).toFixed(2)
  say(`${what}: ${sizes.map((size) => `${at(size).toFixed(1)} ms at ${size}`).join(', ')} sheets; growth ${ratio} (goal 1.5)`)
}
