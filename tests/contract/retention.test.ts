import type { SanityClient } from '@sanity/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLake } from '#lib/content-lake/server.ts'
import { applyEffect } from '#tests/support/effects.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

describe('history that is kept for so many days', () => {
  let lake: TestLake
  let client: SanityClient
  beforeEach(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterEach(() => lake.close())

  /** Everything written so far happened 40 days ago. */
  const age = () => lake.pool.query(`update lake.transaction set timestamp = timestamp - interval '40 days'`)
  /** What a lake that keeps 30 days forgets when it starts. */
  const forget = async (): Promise<void> => {
    const trimming = await Promise.all([1, 2].map(() => createLake({ ...lake.settings, historyDays: 30 })))
    await Promise.all(trimming.map((one) => one.close()))
  }
  const at = async (ids: string, which: string): Promise<Record<string, unknown>[]> =>
    (await client.request<{ documents: Record<string, unknown>[] }>({ url: `/data/history/production/documents/${ids}?${which}` }))
      .documents
  const count = async (table: 'change' | 'transaction'): Promise<number> =>
    Number((await lake.pool.query<{ n: string }>(`select count(*) as n from lake.${table}`)).rows[0]?.n)
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

  it('What is older is forgotten, and every state since then is told as before', async () => {
    await client.mutate([{ create: { _id: 'quiet', _type: 'thing', n: 0 } }], { transactionId: 'quiet-0' })
    await client.mutate([{ create: { _id: 'busy', _type: 'thing', n: 0 } }], { transactionId: 'busy-0' })
    await client.mutate([{ create: { _id: 'gone', _type: 'thing' } }, { delete: { id: 'gone' } }])
    for (let n = 1; n <= 70; n += 1)
      await client
        .patch('busy')
        .set({ n })
        .commit({ transactionId: `busy-${n}` })
    await age()
    const states = [await client.getDocument('busy')]
    for (let n = 71; n <= 140; n += 1)
      states.push(
        await client
          .patch('busy')
          .set({ n })
          .commit({ transactionId: `busy-${n}` }),
      )
    const documents = await client.getDocuments(['quiet', 'busy'])
    await forget()
    expect([await count('transaction'), await count('change')]).toEqual([70, 70])
    expect(await client.getDocuments(['quiet', 'busy'])).toEqual(documents)
    for (const n of [70, 71, 72, 95, 96, 97, 128, 139, 140]) expect(await at('busy', `revision=busy-${n}`)).toEqual([states[n - 70]])
    expect(await at('busy', 'revision=busy-69')).toEqual([])
    expect(await at('quiet', 'revision=quiet-0')).toEqual([documents[0]])
    expect(await at('quiet,busy', `time=${daysAgo(41)}`)).toEqual([])
    expect(await at('quiet,busy', `time=${daysAgo(35)}`)).toEqual([documents[0], states[0]])
    expect(await at('gone', 'lastRevision=true')).toEqual([])

    const log = await lake.fetch(
      '/v2025-02-19/data/history/production/transactions/busy?fromTransaction=busy-3&effectFormat=mendoza&limit=1000',
      {},
      'editor',
    )
    let state: object | null | undefined = states[0]
    for (const line of (await log.text()).split('\n').filter(Boolean)) {
      const { id, effects } = JSON.parse(line) as { id: string; effects: Record<string, { apply: unknown[] }> }
      state = applyEffect(state, effects['busy']?.apply, id)
    }
    expect(state).toEqual(documents[1])
    await client.patch('quiet').set({ n: 1 }).commit({ transactionId: 'quiet-1' })
    expect(await at('quiet', 'revision=quiet-0')).toEqual([documents[0]])
  })

  it('A listener that comes back from before is told to begin anew', async () => {
    await client.mutate([{ create: { _id: 'earlier', _type: 'thing' } }], { transactionId: 'before-long-ago' })
    await client.mutate([{ create: { _id: 'heard', _type: 'thing' } }], { transactionId: 'long-ago' })
    await age()
    await client.patch('heard').set({ n: 1 }).commit()
    /** What a stream says until it has said one of `words`. */
    const said = async (path: string, lastEventId: string, words: RegExp): Promise<string> => {
      const stream = await lake.fetch(`/v2025-02-19/data/${path}`, { headers: { 'last-event-id': lastEventId } }, 'editor')
      const reader = stream.body?.getReader()
      let text = ''
      while (!words.test(text)) text += new TextDecoder().decode((await reader?.read())?.value)
      await reader?.cancel()
      return text
    }
    const listener = (): Promise<string> =>
      said(
        `listen/production?query=${encodeURIComponent('*[_type == "thing"]')}&enableResume=true`,
        'long-ago#heard',
        /event: (?:welcomeback|reset)/,
      )
    const { rows } = await lake.pool.query<{ sequence: string }>(`select sequence from lake.transaction where id = 'before-long-ago'`)
    const live = (): Promise<string> => said('live/events/production', rows[0]?.sequence ?? '', /event: (?:restart|message)/)
    expect([await listener(), await live()]).toEqual([expect.stringContaining('welcomeback'), expect.stringContaining('message')])
    await forget()
    expect([await listener(), await live()]).toEqual([expect.stringContaining('reset'), expect.stringContaining('restart')])
  })

  it('An archived release is brought back whole, however long ago it was archived', async () => {
    await client.releases.create({ releaseId: 'rOld', metadata: { title: 'Old', releaseType: 'asap' } })
    const document = { _id: 'versions.rOld.kept', _type: 'thing', n: 1 }
    await client.action({ actionType: 'sanity.action.document.version.create', publishedId: 'kept', document })
    await client.releases.archive({ releaseId: 'rOld' })
    await age()
    await forget()
    expect(await count('transaction')).toBe(1)
    await client.releases.unarchive({ releaseId: 'rOld' })
    expect(await client.getDocument('versions.rOld.kept')).toMatchObject({ n: 1 })
    await forget()
    expect(await count('transaction')).toBe(1)
  })

  it('What is written meanwhile is written, and told', async () => {
    for (let n = 0; n < 30; n += 1) await client.create({ _id: `old${n}`, _type: 'thing' })
    await age()
    const heard = new Heard(client.listen('*[_type == "thing"]', {}, { events: ['welcome', 'mutation'] }))
    await heard.first(() => true)
    await Promise.all([forget(), ...Array.from({ length: 30 }, (_, n) => client.patch(`old${n}`).set({ n }).commit())])
    expect(await client.fetch('count(*[_type == "thing" && defined(n)])')).toBe(30)
    expect(await count('transaction')).toBe(30)
    heard.stop()
  })
})
