import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { countQueries, queriesOf } from '#tests/support/counted-database.ts'
import { addSheets, followMany } from '#tests/support/many-follows.ts'
import { signInAgain, signInByDatabase, type SignedIn } from '#tests/support/people.ts'
import { indexed } from '#tests/support/indexed.ts'
import { quiet } from '#tests/support/quiet.ts'
import { type Site, startSite } from '#tests/support/site.ts'
import { startDynamicNext } from '../bare-next.ts'
import { measureLoad } from '../load.ts'
import { type OwnDatabase, startOwnDatabase } from '../own-database.ts'

const root = join(import.meta.dirname, '../../..')
const FOLLOWS = [10, 1000] as const
const PLAN = { rounds: 3, seconds: 10, connections: 16, firstBytes: 50 }
/** Sheets of those that each follows that changed since they were read. */
const CHANGED = ['fact-sheet-afghanistan', 'fact-sheet-bolivia', 'fact-sheet-colombia']
/** An address of the same page under which it is held for nobody. */
const ANEW = '/my?page=first'
const ISSUER = 'https://issuer.test'

/** Measures the page of somebody who follows ten things, and of somebody who follows a thousand, as it comes again while nothing changed and as it is made anew,
 *  against a bare Next page that says what a cookie holds, all in one run, and prints ratios; and counts the queries of each that is made anew. */
export async function runMyBench(say: (line: string) => void): Promise<void> {
  const stops: (() => Promise<void>)[] = []
  try {
    say('Starting the site…')
    const database = await startOwnDatabase()
    stops.push(() => database.stop())
    const people = await countedPeople(database, say)
    const site = await startSite({ environment: { DATABASE_URL: database.url }, startMsMax: 600_000 })
    stops.push(() => site.stop())
    await mkdir(join(root, '.build'), { recursive: true })
    const directory = await mkdtemp(join(root, '.build/bench-'))
    stops.push(() => rm(directory, { recursive: true, force: true }))
    say('Building the bare Next page…')
    const bare = await startDynamicNext(root, join(directory, 'next'))
    stops.push(() => bare.stop())
    const subjects = await Promise.all(
      people.map(async ({ id, name }) => {
        const { cookie } = await signInAgain(database.url, site.origin, { id, name, issuer: ISSUER })
        const subject = { cookie: cookieOf(cookie), stop: async () => {} }
        return [
          { ...subject, name, url: `${site.origin}/my` },
          { ...subject, name: `${name}, anew`, url: site.origin + ANEW },
        ]
      }),
    )
    say(`Under load, ${PLAN.rounds} rounds of ${PLAN.seconds} s each in turn…`)
    const load = await measureLoad([...subjects.flat(), { ...bare, cookie: 'session=somebody' }], PLAN)
    say('')
    say(`${PLAN.connections} connections             requests/s      p99 ms   first byte ms`)
    const of = (name: string) => load.get(name) ?? { requestsPerSecond: Number.NaN, p99Ms: Number.NaN, firstByteMs: Number.NaN }
    for (const name of load.keys()) {
      const { requestsPerSecond, p99Ms, firstByteMs } = of(name)
      say(`${name.padEnd(23)}${format(requestsPerSecond, 0)}${format(p99Ms, 2)}${format(firstByteMs, 2)}`)
    }
    say('')
    const next = of(bare.name)
    for (const { name } of subjects.flat()) {
      const mine = of(name)
      const [atMost, atLeast] = name.endsWith('anew') ? ['', ''] : ['   (goal 3 or less)', '   (goal 0.4 or more)']
      say(`${name}: first byte, of bare Next's ${format(mine.firstByteMs / next.firstByteMs, 2)}${atMost}`)
      say(`${name}: throughput, of bare Next's ${format(mine.requestsPerSecond / next.requestsPerSecond, 2)}${atLeast}`)
    }
  } finally {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
  }
}

/** People with each number of follows, of which the same few sheets changed; tells how many queries their page takes. */
async function countedPeople({ url, pool }: OwnDatabase, say: (line: string) => void): Promise<readonly SignedIn[]> {
  const counted = await countQueries(url)
  const site = await startSite({ environment: { DATABASE_URL: counted.url }, startMsMax: 600_000 })
  try {
    await indexed(pool)
    await addSheets(pool, Math.max(...FOLLOWS))
    await quiet(pool)
    const client = await administratorClient(site)
    const people: SignedIn[] = []
    for (const id of CHANGED) await publish(client, id, 'Said first.')
    for (const count of FOLLOWS) {
      const person = await signInByDatabase(url, site.origin, `${count} follows`)
      await followMany(pool, person.id, count)
      people.push(person)
    }
    for (const id of CHANGED) await publish(client, id, 'Said anew.')
    const asks = people.map((person) => asksFor(site, person))
    for (const [index, queries] of (await queriesOf(counted, asks)).entries()) say(`${people[index]?.name}: ${queries} queries`)
    return people
  } finally {
    await site.stop()
    counted.close()
  }
}

async function publish(client: SanityClient, id: string, words: string): Promise<void> {
  await client.patch(id).set({ 'sections[0].body[0].children[0].text': words }).commit({ visibility: 'sync', returnDocuments: false })
}

const asksFor =
  ({ origin }: Site, { cookie }: SignedIn) =>
  async () => {
    const answer = await fetch(origin + ANEW, { headers: { cookie: cookieOf(cookie) } })
    if (!(await answer.text()).includes('anew')) throw new Error('The page does not say what changed.')
  }

const cookieOf = ({ name, value }: SignedIn['cookie']): string => `${name}=${value}`

function format(value: number, digits: number): string {
  return value.toFixed(digits).padStart(12)
}
