import { setTimeout } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import autocannon from 'autocannon'
import { Pool } from 'pg'
import { administratorClient } from '#tests/support/administrator-client.ts'
import { startSite } from '#tests/support/site.ts'
import { median } from '../statistics.ts'

const FOLLOWERS = 10_000
const PLAN = { rounds: 3, seconds: 20, connections: 16 }
const ID = 'fact-sheet-peru'

/** What one round showed. */
interface Round {
  readonly requestsPerSecond: number
  /** From the publish until everybody's outbox had it, and until the last mail was written; 0 if nobody follows. */
  readonly outboxSeconds: number
  readonly writtenSeconds: number
}

/** Publishes a sheet that 10,000 people follow, and one that nobody does, in turn, while readers ask for its page: seconds until each has it in their
 *  outbox, and the page's throughput meanwhile as a share of its own. */
export async function runAlertBench(say: (line: string) => void): Promise<void> {
  say('Starting the site…')
  const site = await startSite({ startMsMax: 600_000 })
  const pool = new Pool({ connectionString: site.databaseUrl(), max: 2 })
  try {
    const content = await administratorClient(site)
    const url = `${site.origin}/fact-sheets/peru`
    await addFollowers(pool)
    const [alone, followed]: [Round[], Round[]] = [[], []]
    for (let round = 0; round < PLAN.rounds; round += 1) {
      for (const isFollowed of [false, true]) {
        await follow(pool, isFollowed)
        const title = `Peru, ${isFollowed ? 'followed' : 'alone'} ${round}`
        const result = await measure(pool, content, url, title, isFollowed)
        ;(isFollowed ? followed : alone).push(result)
        say(
          `${title}: ${result.requestsPerSecond.toFixed(0)} requests/s, outbox ${result.outboxSeconds.toFixed(1)} s, written ${result.writtenSeconds.toFixed(1)} s`,
        )
      }
    }
    const of = (rounds: readonly Round[], what: keyof Round): number => median(rounds.map((round) => round[what]))
    say('')
    say(`${FOLLOWERS} followers: in every outbox after ${of(followed, 'outboxSeconds').toFixed(1)} s (goal 30)`)
    say(`every mail written after ${of(followed, 'writtenSeconds').toFixed(1)} s`)
    const share = of(followed, 'requestsPerSecond') / of(alone, 'requestsPerSecond')
    say(`throughput of the page meanwhile, of its own: ${share.toFixed(2)} (goal 0.8)`)
  } finally {
    await pool.end()
    await site.stop()
  }
}

async function addFollowers(pool: Pool): Promise<void> {
  await pool.query(`insert into auth."user" (id, name) select 'follower-' || n, 'Follower' from generate_series(1, $1::integer) n`, [
    FOLLOWERS,
  ])
  await pool.query(
    `insert into alerts.delivery (user_id, address, confirmed_at, zone)
     select id, id || '@reader.test', now(), (array['UTC', 'America/Lima', 'Asia/Riyadh'])[1 + length(id) % 3] from auth."user" where id like 'follower-%'`,
  )
  await pool.query(
    `insert into accounts.follow (user_id, kind, key, stopped_at) select id, 'sheet', $1, now() from auth."user" where id like 'follower-%'`,
    [ID],
  )
}

/** Nobody waits for a mail of a round before. */
async function follow(pool: Pool, isFollowed: boolean): Promise<void> {
  await pool.query(`update accounts.follow set stopped_at = case when $1 then null else now() end`, [isFollowed])
  await pool.query('update alerts.delivery set last_mail_at = null')
  await pool.query('delete from alerts.item')
  await pool.query('delete from alerts.mail')
}

async function measure(pool: Pool, content: SanityClient, url: string, title: string, isFollowed: boolean): Promise<Round> {
  const load = autocannon({ url, connections: PLAN.connections, duration: PLAN.seconds, headers: { 'accept-encoding': 'gzip' } })
  await setTimeout(1000)
  await content.action({ actionType: 'sanity.action.document.edit', draftId: `drafts.${ID}`, publishedId: ID, patch: { set: { title } } })
  const begun = performance.now()
  await content.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${ID}`, publishedId: ID })
  const secondsUntil = async (state: string): Promise<number> => {
    if (!isFollowed) return 0
    while ((await count(pool, state)) < FOLLOWERS) await setTimeout(100)
    return (performance.now() - begun) / 1000
  }
  const outboxSeconds = await secondsUntil('true')
  const writtenSeconds = await secondsUntil(`state = 'kept'`)
  const { requests, non2xx, errors } = await load
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed.`)
  return { requestsPerSecond: requests.average, outboxSeconds, writtenSeconds }
}

async function count(pool: Pool, condition: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::integer as count from alerts.mail where ${condition}`)
  return rows[0]?.count ?? 0
}
