import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { joinLake, startLake, type TestLake } from '#tests/support/lake.ts'
import { type SiteOnLake, serveSiteOn } from '#tests/support/site-on-lake.ts'

const ROUNDS = 200

let lakes: readonly TestLake[]
let sites: readonly SiteOnLake[]
beforeAll(async () => {
  const first = await startLake()
  const second = await joinLake(first)
  lakes = [first, second]
  sites = await Promise.all(lakes.map((lake) => serveSiteOn(lake, keyOf(lake.settings.projectId, lake.settings.dataset))))
})
afterAll(async () => {
  for (const site of sites) await site.close()
  for (const lake of lakes.toReversed()) await lake.close()
})

const publish = async (lake: TestLake | undefined, id: string, title: string): Promise<number> => {
  const begun = performance.now()
  await lake?.client('editor').createOrReplace({ _id: id, _type: 'sheet', title })
  return performance.now() - begun
}

test(`Of ${ROUNDS} publishes through either site in turn, each read at once from the other, none is answered with an old page`, async () => {
  const old: string[] = []
  const held = sites.map((site) => site.renders())
  for (let round = 0; round < ROUNDS; round += 1) {
    const [writer, reader] = round % 2 === 0 ? [0, 1] : [1, 0]
    await publish(lakes[writer], 'turn', `Round ${round}`)
    for (const site of [sites[reader], sites[writer], sites[reader]]) {
      const title = await site?.read('turn')
      if (title !== `Round ${round}`) old.push(`${round}: ${title}`)
    }
  }
  expect(old).toEqual([])
  // The third read was answered from what is held: else the test would prove nothing of it.
  for (const [index, site] of sites.entries()) expect(site.renders() - (held[index] ?? 0)).toBeLessThanOrEqual(ROUNDS * 1.2)
})

test('With the stream of one cut between publish and read, over and over, no page is old', async () => {
  const old: string[] = []
  for (let round = 0; round < 60; round += 1) {
    const [writer, reader] = round % 2 === 0 ? [0, 1] : [1, 0]
    const cut = () =>
      lakes[0]?.pool.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 2 and mode = 'ShareLock'
           and database = (select oid from pg_database where datname = current_database())`,
      )
    // Before, while and after it is written.
    if (round % 3 === 0) await cut()
    const published = publish(lakes[writer], 'cut', `Round ${round}`)
    if (round % 3 === 1) await cut()
    await published
    if (round % 3 === 2) await cut()
    const title = await sites[reader]?.read('cut')
    if (title !== `Round ${round}`) old.push(`${round}: ${title}`)
  }
  expect(old).toEqual([])
})

/** A site like the two, in a process of its own. */
async function startProcess(): Promise<{ child: ChildProcess; read: (id: string) => Promise<string> }> {
  const [first] = lakes
  const child = fork(fileURLToPath(new URL('../support/site-process.ts', import.meta.url)), [
    String(first?.databaseUrl),
    String(first?.settings.assetsDirectory),
  ])
  const [ready] = (await once(child, 'message')) as [unknown]
  expect(ready).toBe('ready')
  return {
    child,
    read: async (id) => {
      child.send(id)
      const [title] = (await once(child, 'message')) as [unknown]
      return String(title)
    },
  }
}

test('A site in another process shows no old page either; killed with -9 or stopped, it costs the others one wait of a second at most', async () => {
  const { child, read } = await startProcess()
  for (let round = 0; round < 20; round += 1) {
    await publish(lakes[round % 2], 'process', `Round ${round}`)
    expect(await read('process')).toBe(`Round ${round}`)
    expect(await read('process')).toBe(`Round ${round}`)
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
  const afterKill = [await publish(lakes[0], 'process', 'After'), await publish(lakes[1], 'process', 'Later')]
  expect(Math.max(...afterKill)).toBeLessThan(1_000)
})

test('Of a process that is killed with -9 in the middle of writing, everything that it committed is heard, and shown', async () => {
  const [lake, other] = lakes
  const heard: number[] = []
  const stop = other?.lake.onChange(async ({ sequence }) => void heard.push(sequence))
  const { child } = await startProcess()
  child.send('write')
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(30), { timeout: 20_000, interval: 1 })
  child.kill('SIGKILL')
  await once(child, 'exit')
  await publish(lake, 'last', 'Last')
  stop?.()
  const committed = await lake?.pool.query<{ sequence: number }>(
    'select sequence::float as sequence from lake.transaction where sequence >= $1 order by 1',
    [heard[0]],
  )
  expect(heard).toEqual(committed?.rows.map((row) => row.sequence))
  const kept = await lake?.client('editor').getDocument('endless')
  for (const site of sites) expect(await site.read('endless')).toBe(kept?.['title'])
})

test('A site whose process stands still is waited for once, and when it goes on shows nothing old', async () => {
  const { child, read } = await startProcess()
  await publish(lakes[0], 'still', 'Before')
  expect(await read('still')).toBe('Before')
  child.kill('SIGSTOP')
  const waited = [
    await publish(lakes[0], 'still', 'Meanwhile'),
    await publish(lakes[0], 'still', 'Later'),
    await publish(lakes[1], 'still', 'Last'),
  ]
  child.kill('SIGCONT')
  expect(await read('still')).toBe('Last')
  expect(waited[0]).toBeGreaterThan(900)
  expect(waited[0]).toBeLessThan(2_000)
  expect(waited[1]).toBeLessThan(900)
  expect(waited[2]).toBeLessThan(900)
  child.kill('SIGKILL')
  await once(child, 'exit')
})
