import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { type MarkedPerson, markedPerson, SHEET } from '#tests/support/marked-person.ts'
import { Random } from '#tests/support/random.ts'
import { type Site, startSite } from '#tests/support/site.ts'

// The built site with every cache that it has, asked by two people at once.

const ROUNDS = 1000
const AT_ONCE = 8
/** Once in so many rounds the sheet that both follow is published anew, so that what is kept is made again while both ask. */
const PUBLISH_EVERY = 100
const SEED = 6

/** What somebody asks for. */
interface Wanted {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** `mine`: it holds something of the one who asks. `nobody’s`: of nobody, and it may be kept by others. */
  readonly holds: 'mine' | 'mine, without words' | 'nobody’s'
  /** 200, if absent. */
  readonly status?: number
}

let site: Site
let pool: Pool
let people: readonly [MarkedPerson, MarkedPerson]

beforeAll(async () => {
  site = await startSite()
  pool = new Pool({ connectionString: site.databaseUrl(), max: 2 })
  // The site may end before the last connection is closed.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const at = { pool, url: site.databaseUrl(), origin: site.origin }
  people = [await markedPerson(at, 'anahuarquemark'), await markedPerson(at, 'bertoluccimark')]
}, 240_000)
afterAll(async () => {
  await pool.end()
  await site.stop()
})

/** Pages of one's own, also by the ids of the other, what both share by secrets, and pages that are the same for everyone. */
function wantedBy({ pageId, followId, feedSecret, sharedSecrets }: MarkedPerson, other: MarkedPerson): readonly [Wanted, ...Wanted[]] {
  const mine = [
    '/my',
    '/my/follows',
    '/my/notes',
    '/my/briefing',
    '/my/account',
    '/my/mail',
    `/my?page=${pageId}`,
    `/my?page=${other.pageId}`,
    `/my/briefing?page=${other.pageId}`,
    `/my/follows/${followId}`,
    '/es/my?arrange=1',
    '/ar/my',
    '/api/my-data?as=html',
    `/api/notes?sheet=${SHEET}`,
    `/api/reading?sheet=${SHEET}`,
    `/feeds/mine/${feedSecret}`,
    ...sharedSecrets.map((secret) => `/my/shared/${secret}`),
  ]
  const wordless = ['/my/data', `/my/since?sheet=${SHEET}`]
  const everyones = ['/', '/fact-sheets/peru', '/ar/fact-sheets/peru', '/search?q=peru', '/fact-sheets/peru.md', '/feed.atom']
  const headers = { rsc: '1' }
  return [
    { path: '/my', headers, holds: 'mine' },
    { path: '/my/notes', headers, holds: 'mine' },
    { path: '/fact-sheets/peru', headers, holds: 'mine, without words' },
    { path: `/my/follows/${other.followId}`, holds: 'mine, without words', status: 404 },
    ...mine.map((path) => ({ path, holds: 'mine' as const })),
    ...wordless.map((path) => ({ path, holds: 'mine, without words' as const })),
    ...everyones.map((path) => ({ path, holds: 'nobody’s' as const })),
  ]
}

/** All that stands in nothing but what is the person's. */
const wordsOf = (person: MarkedPerson): readonly string[] => [...Object.values(person).flat(), person.cookie.replace(/^.*=/, '')]

/** What is wrong with what `person` gets, while `other` asks too. */
async function faultsOf(
  { path, headers, holds, status = 200 }: Wanted,
  person: MarkedPerson,
  other: MarkedPerson,
  encoding: string,
): Promise<readonly string[]> {
  const answer = await fetch(site.origin + path, {
    // What Next asks for in a browser it is first sent on to, under an address of its own.
    redirect: headers ? 'follow' : 'manual',
    headers: { ...headers, cookie: person.cookie, 'accept-encoding': encoding },
  })
  const told = `${JSON.stringify([...answer.headers])} ${await answer.text()}`
  const isIn = (word: string) => !path.includes(word) && told.includes(word)
  const kept = holds === 'nobody’s' && !path.includes('?') ? 'public, max-age=0, must-revalidate' : 'private, no-store'
  return [
    ...wordsOf(other)
      .filter(isIn)
      .map((word) => `${path} holds ${word} of the other`),
    ...(holds === 'nobody’s' ? wordsOf(person).filter(isIn) : []).map((word) => `${path} holds ${word}`),
    ...(holds === 'mine' && !wordsOf(person).some(isIn) ? [`${path} holds nothing of the one who asks`] : []),
    ...(answer.status === status ? [] : [`${path} is answered with ${answer.status}`]),
    ...(answer.headers.get('cache-control') === kept ? [] : [`${path} may be kept: ${answer.headers.get('cache-control')}`]),
  ]
}

test(`Asked for at once ${ROUNDS} times, nothing of one person is in what the other gets, nor in what is everyone’s`, async () => {
  const content = await administratorClient(site)
  const random = new Random(SEED)
  const [one, other] = people
  const [ofOne, ofOther] = [wantedBy(one, other), wantedBy(other, one)]
  const faults = new Set<string>()
  let round = 0
  async function ask(): Promise<void> {
    while (round < ROUNDS) {
      round += 1
      const first = random.pick(ofOne)
      // Every other time both ask for the same page.
      const second = (random.fraction() < 0.5 ? ofOther[ofOne.indexOf(first)] : null) ?? random.pick(ofOther)
      const [found, foundByOther] = await Promise.all([
        faultsOf(first, one, other, random.pick(['br', 'gzip', 'identity'])),
        faultsOf(second, other, one, random.pick(['br', 'gzip', 'identity'])),
        round % PUBLISH_EVERY === 0 &&
          content
            .patch(SHEET)
            .set({ summary: `Round ${round}.` })
            .commit(),
      ])
      for (const fault of [...found, ...foundByOther]) faults.add(fault)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  expect([...faults]).toEqual([])
}, 600_000)
