import type { LiveEvent, MutationEvent, SanityClient, WelcomeBackEvent, WelcomeEvent } from '@sanity/client'
import fc from 'fast-check'
import { applyPatch } from 'mendoza'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { joinLake, startLake, type TestLake } from '#tests/support/lake.ts'
import { type LakeOverHttp, serveOverHttp } from '#tests/support/lake-over-http.ts'
import { Heard } from '#tests/support/listening.ts'

type Told = MutationEvent | WelcomeEvent | WelcomeBackEvent | { type: 'reset' } | { type: 'reconnect' }
type State = Record<string, unknown> | null

/** One document as the Studio holds it: fetched at a welcome or a reset, then made of the effects of each event, whose revisions chain. */
class Assembled {
  readonly #id: string
  readonly #client: SanityClient
  readonly #stop: () => void
  state: State = null
  fetches = 0
  readonly broken: string[] = []
  #early: MutationEvent[] | null = []
  #isChained = false
  #fetched: Promise<unknown> = Promise.resolve()

  constructor(client: SanityClient, id: string) {
    this.#id = id
    this.#client = client
    const stream = client.listen(
      '*[_id == $id]',
      { id },
      {
        includeResult: false,
        includeAllVersions: true,
        enableResume: true,
        effectFormat: 'mendoza',
        events: ['welcome', 'mutation', 'reconnect', 'reset', 'welcomeback'],
      },
    )
    const heard = new Heard<Told>({
      subscribe: (observer) => stream.subscribe({ ...observer, next: (event) => this.#take(event, observer.next) }),
    })
    this.#stop = () => heard.stop()
  }

  stop(): void {
    this.#stop()
  }

  async settled(): Promise<void> {
    await this.#fetched
  }

  #take(event: unknown, next: (event: Told) => void): void {
    const told = event as Told
    next(told)
    if (told.type === 'welcome' || told.type === 'reset') this.#fetch()
    if (told.type !== 'mutation') return
    if (this.#early) this.#early.push(told)
    else this.#apply(told)
  }

  #fetch(): void {
    const early: MutationEvent[] = []
    this.#early = early
    this.fetches += 1
    this.#fetched = this.#client.getDocument(this.#id).then((document) => {
      // A later welcome has begun anew.
      if (this.#early !== early) return
      this.#early = null
      this.state = document ?? null
      // The document may be newer than some of what comes: that is passed over until the chain of revisions leads on from it.
      this.#isChained = false
      for (const event of early) this.#apply(event)
    })
  }

  #apply(event: MutationEvent): void {
    if (event.previousRev !== this.state?.['_rev']) {
      if (this.#isChained) this.broken.push(`${event.previousRev} does not follow ${String(this.state?.['_rev'])}`)
      return
    }
    this.#isChained = true
    const { _rev: _, ...before } = this.state ?? {}
    const after = applyPatch(this.state ? before : null, [...(event.effects?.apply ?? [])]) as State
    this.state = after && { ...after, _rev: event.resultRev }
  }
}

describe('listeners whose connections are cut', () => {
  let lake: TestLake
  let other: TestLake
  let served: LakeOverHttp
  beforeAll(async () => {
    lake = await startLake()
    other = await joinLake(lake)
    served = await serveOverHttp(lake)
  })
  afterAll(async () => {
    await served.close()
    await other.close()
    await lake.close()
  })

  it('Hold, when all is quiet again, what the lake holds, wherever the cuts fell and whichever instance wrote', async () => {
    let round = 0
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('set' as const), text: fc.string({ maxLength: 40 }), elsewhere: fc.boolean() }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), elsewhere: fc.boolean() }) },
      { weight: 3, arbitrary: fc.constant({ kind: 'cut' as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const id = `assembled-${(round += 1)}`
        const assembled = new Assembled(served.client('editor'), id)
        const writes: Promise<unknown>[] = []
        try {
          for (const [index, one] of steps.entries()) {
            const writer = ('elsewhere' in one && one.elsewhere ? other : lake).client('editor')
            if (one.kind === 'set') {
              const list = Array.from({ length: index }, (_, key) => ({ _key: `k${key}`, text: one.text }))
              const writing = writer.mutate([
                { createIfNotExists: { _id: id, _type: 'thing' } },
                { patch: { id, set: { text: one.text, index, list } } },
              ])
              writes.push(writing)
              if (index % 3 === 0) await writing
              else await Promise.race([writing, new Promise(setImmediate)])
            } else if (one.kind === 'delete') await writer.delete(id)
            else if (one.kind === 'cut') served.cut()
            else await vi.waitFor(() => expect(assembled.fetches).toBeGreaterThan(0), { timeout: 10_000 })
          }
          await Promise.all(writes)
          const last = await lake.client('editor').createOrReplace({ _id: id, _type: 'thing', isLast: true })
          await vi.waitFor(() => expect(assembled.state?.['_rev']).toBe(last._rev), { timeout: 15_000 })
          await assembled.settled()
          expect(assembled.state).toEqual(await lake.client('editor').getDocument(id))
          expect(assembled.broken).toEqual([])
        } finally {
          assembled.stop()
        }
      }),
      { numRuns: 25, seed: 4, endOnFailure: true },
    )
  }, 120_000)

  it('Of live events none is missed either: each tag comes, or a restart', async () => {
    const heard = new Heard<LiveEvent>(served.client('editor').live.events({ includeDrafts: true }))
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    for (let count = 0; count < 40; count += 1) {
      if (count % 4 === 1) served.cut()
      await (count % 2 === 0 ? lake : other).client('editor').createOrReplace({ _id: `live-${count}`, _type: 'thing' })
    }
    const numbers = async (): Promise<string[]> => {
      const { rows } = await lake.pool.query<{ sequence: string }>(
        `select t.sequence from lake.transaction t join lake.change c using (sequence) where c.document_id like 'live-%' order by 1`,
      )
      return rows.map((row) => row.sequence)
    }
    const expected = await numbers()
    await heard.first((event) => event.type === 'restart' || (event.type === 'message' && event.id === expected.at(-1)))
    const told = heard.all.flatMap((event) => (event.type === 'message' && expected.includes(event.id) ? [event.id] : []))
    expect(heard.all.some((event) => event.type === 'restart') || told.join() === expected.join()).toBe(true)
  }, 60_000)
})
