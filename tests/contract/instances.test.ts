import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ListenEvent } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Bus } from '#lib/content-lake/events/bus.ts'
import { CommitFeed } from '#lib/content-lake/events/commit-feed.ts'
import type { Change } from '#lib/content-lake/settings.ts'
import { joinLake, type PersonName, startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'
import { serveSockets } from '#tests/support/sockets.ts'

/** Everything that `lake` tells whoever keeps answers. */
function changesOf(lake: TestLake): Change[] {
  const told: Change[] = []
  onTestFinished(lake.lake.onChange(async (change) => void told.push(change)))
  return told
}

/** The processes of the database server behind the channels of the instances on this database. */
async function channels(lake: TestLake): Promise<number[]> {
  const { rows } = await lake.pool.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and objsubid = 2 and mode = 'ShareLock'
       and database = (select oid from pg_database where datname = current_database()) order by pid`,
  )
  return rows.map((row) => row.pid)
}

describe('two instances on one database', () => {
  let one: TestLake
  let two: TestLake
  beforeAll(async () => {
    one = await startLake()
    two = await joinLake(one)
  })
  afterAll(async () => {
    await two.close()
    await one.close()
  })

  it('Each hears the commits of both once, in one order, and is told of foreign ones before their write is answered', async () => {
    const told = [changesOf(one), changesOf(two)]
    for (let count = 0; count < 20; count += 1) {
      const writer = count % 2 === 0 ? one : two
      await writer.client('editor').mutate([{ create: { _id: `heard-${count}`, _type: 'thing' } }], { transactionId: `heard-${count}` })
      for (const changes of told)
        expect(changes.at(-1)).toMatchObject({ transactionId: `heard-${count}`, publishedTags: expect.any(Array) })
    }
    await Promise.all(
      [one, two].flatMap((lake, index) =>
        Array.from({ length: 50 }, (_, count) => lake.client('editor').create({ _id: `crowd-${index}-${count}`, _type: 'thing' })),
      ),
    )
    const orders = told.map((changes) => changes.map((change) => change.sequence))
    expect(orders[0]).toHaveLength(120)
    expect(orders[1]).toEqual(orders[0])
    expect(orders[0]).toEqual(orders[0]?.toSorted((a, b) => a - b))
  })

  it('A listener on one gets what was written on the other as if it had been written here', async () => {
    const listen = (lake: TestLake) => {
      const heard = new Heard<ListenEvent>(
        lake
          .client('editor')
          .listen(
            '*[_id == "crossing"]',
            {},
            { effectFormat: 'mendoza', includePreviousRevision: true, enableResume: true, events: ['welcome', 'mutation'] },
          ),
      )
      onTestFinished(() => heard.stop())
      return heard
    }
    const [here, there] = [listen(one), listen(two)]
    await Promise.all([here, there].map((heard) => heard.first((event) => event.type === 'welcome')))
    await two.client('editor').create({ _id: 'crossing', _type: 'thing', title: 'First', list: [{ _key: 'a' }] })
    await one.client('editor').patch('crossing').set({ title: 'Second' }).commit({ transactionId: 'crossing-2' })
    await two.client('editor').delete('crossing')
    await Promise.all([here, there].map((heard) => heard.first((event) => event.type === 'mutation' && event.transition === 'disappear')))
    expect(here.all.slice(1)).toEqual(there.all.slice(1))
    expect(here.all).toHaveLength(4)
  })

  it('An instance whose stream was cut uses nothing it keeps until it has caught up, and then has missed nothing', async () => {
    const told = changesOf(two)
    await vi.waitFor(async () => expect(await channels(one)).toHaveLength(2))
    expect(await two.lake.confirm()).toBe(true)
    expect(two.lake.isCurrent()).toBe(true)
    const client = one.client('editor')
    for (let round = 0; round < 10; round += 1) {
      const writing = client.createOrReplace({ _id: 'cut', _type: 'thing', round })
      await one.pool.query('select pg_terminate_backend(pid, 5000) from unnest($1::integer[]) pid', [await channels(one)])
      const written = await writing
      // The connection is gone: its end is read in the turn of the event loop after this.
      await setImmediate()
      await setImmediate()
      // Either it has heard, or it knows that it has not.
      if (two.lake.isCurrent()) expect(told.at(-1)?.transactionId).toBe(written._rev)
      const sent = await client.createOrReplace({ _id: 'cut', _type: 'thing', round: round + 0.5 })
      await vi.waitFor(async () => expect(await two.lake.confirm()).toBe(true))
      expect(told.at(-1)?.transactionId).toBe(sent._rev)
    }
    expect(told.map((change) => change.sequence)).toEqual([...new Set(told.map((change) => change.sequence))])
    expect(told).toHaveLength(20)
  })

  it('An instance with pictures and files of its own is refused, and says so', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'chancery-other-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    await expect(joinLake(one, { assetsDirectory: directory })).rejects.toMatchObject({ code: 'otherAssetStore' })
    await vi.waitFor(async () => expect(await channels(one)).toHaveLength(2))
  })

  it('More commits than can be told are a gap, not a flood, and what comes after them is told', async () => {
    const bus = new Bus()
    const feed = new CommitFeed(one.pool, bus)
    const told: (number | string)[] = []
    bus.subscribe((commit) => void told.push(commit.sequence))
    bus.onGap((dataset) => void told.push(dataset))
    const client = one.client('editor')
    for (let count = 0; count < 510; count += 50)
      await Promise.all(Array.from({ length: 50 }, () => client.createOrReplace({ _id: 'flood', _type: 'thing' })))
    const sequence = one.lake.newest('local/production')
    await feed.reach([{ dataset: 'local/production', sequence }])
    expect(told).toEqual(['local/production'])
    await client.createOrReplace({ _id: 'flood', _type: 'thing' })
    await feed.reach([{ dataset: 'local/production', sequence: one.lake.newest('local/production') }])
    expect(told).toEqual(['local/production', one.lake.newest('local/production')])
  })
})

describe('what is scheduled', () => {
  it('Is published once, at its time, by two instances that both wait for it, and after both were away', async () => {
    const one = await startLake()
    const two = await joinLake(one)
    const client = one.client('editor')
    const told = changesOf(two)
    for (const name of ['soon', 'away']) {
      await client.releases.create({ releaseId: name, metadata: { title: name, releaseType: 'scheduled' } })
      await client.create({ _id: `versions.${name}.sheet-${name}`, _type: 'sheet' })
    }
    const at = (ms: number): string => new Date(Date.now() + ms).toISOString()
    await client.releases.schedule({ releaseId: 'soon', publishAt: at(500) })
    await vi.waitFor(async () => expect(await client.getDocument('sheet-soon')).toBeDefined(), { timeout: 10_000 })
    const due = at(1_000)
    await client.releases.schedule({ releaseId: 'away', publishAt: due })
    await two.lake.close()
    await one.lake.close()
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(due)), { timeout: 5_000 })
    const again = await Promise.all([joinLake(one), joinLake(one)])
    await vi.waitFor(async () => expect(await again[0].client('editor').getDocument('sheet-away')).toBeDefined(), { timeout: 10_000 })
    const { rows } = await one.pool.query<{ id: string }>(`select id from lake.transaction where author = 'schedule' order by sequence`)
    expect(rows.map((row) => row.id.split('-')[1])).toEqual(['soon', 'away'])
    expect(told.filter((change) => change.transactionId.startsWith('schedule-soon'))).toHaveLength(1)
    for (const lake of again) await lake.close()
    await two.pool.end()
    await one.close()
  })
})

describe('presence', () => {
  it('Two editors on two instances see each other, however much they announce, and nobody speaks for another', async () => {
    const one = await startLake()
    const two = await joinLake(one)
    const servers = await Promise.all([one, two].map(({ lake }) => serveSockets((socket, upgrade) => lake.servePresence(socket, upgrade))))
    const enter = async (index: number, name: PersonName) => {
      const socket = await servers[index]?.connect('/lake/v2022-06-30/socket/production', name)
      if (!socket) throw new Error('There is no such server.')
      let calls = 0
      const call = async (method: string, params: object = {}): Promise<unknown> => {
        const id = `${name}-${(calls += 1)}`
        socket.send({ jsonrpc: '2.0', id, method, params })
        const answer = await socket.take((message) => message['id'] === id)
        return answer['error'] ?? answer['result']
      }
      await call('presence_subscribe')
      const event = async (type: string): Promise<unknown> =>
        (await socket.take((message) => JSON.stringify(message).includes(`"type":"${type}"`)))['params']
      return { socket, call, event }
    }
    const editor = await enter(0, 'editor')
    const colleague = await enter(1, 'colleague')
    const locations = Array.from({ length: 50 }, (_, index) => ({
      type: 'document',
      documentId: `drafts.${'ü'.repeat(150)}-${index}`,
      path: ['title'],
    }))
    expect(JSON.stringify(locations).length).toBeGreaterThan(8_000)
    await editor.call('presence_announce', { data: { sessionId: 'tab-e', locations } })
    expect(await colleague.event('state')).toMatchObject({ result: { type: 'state', i: 'editor', m: { sessionId: 'tab-e', locations } } })
    await colleague.call('presence_rollcall', { session: 'tab-c' })
    expect(await editor.event('rollCall')).toMatchObject({ result: { type: 'rollCall', i: 'colleague', session: 'tab-c' } })
    expect(await colleague.call('presence_announce', { data: { sessionId: 'tab-e', locations: [] } })).toMatchObject({ code: -32602 })
    editor.socket.close()
    expect(await colleague.event('disconnect')).toMatchObject({ result: { type: 'disconnect', i: 'editor', m: { session: 'tab-e' } } })
    colleague.socket.close()
    for (const server of servers) await server.close()
    await two.close()
    await one.close()
  })
})
