import type { SanityClient } from '@sanity/client'
import { evaluate, parse } from 'groq-js'
import type { LakeSubject } from './subject.ts'
import { type BenchDocument, benchDocuments, sheetsOf } from './documents.ts'
import type { Question } from './queries.ts'
import { median } from '../statistics.ts'

const mostInMutation = 500
const timesAlone = 3
const mebibyte = 1024 * 1024

export interface Import {
  readonly perSecond: number
  /** The most memory that this process took while the first fifth was imported, and the rest; MiB. */
  readonly early: number
  readonly late: number
}

/** Puts `count` documents into the lake by its own mutations. */
export async function importDocuments(client: SanityClient, count: number): Promise<Import> {
  const begun = performance.now()
  let early = 0
  let late = 0
  let done = 0
  let batch: BenchDocument[] = []
  const send = async (): Promise<void> => {
    await client.request({ method: 'POST', url: '/data/mutate/production', body: { mutations: batch.map((create) => ({ create })) } })
    done += batch.length
    batch = []
    const used = process.memoryUsage().rss / mebibyte
    if (done <= count / 5) early = Math.max(early, used)
    else late = Math.max(late, used)
  }
  for (const document of benchDocuments(count)) {
    batch.push(document)
    if (batch.length === mostInMutation) await send()
  }
  if (batch.length > 0) await send()
  return { perSecond: (1000 * count) / (performance.now() - begun), early, late }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}

/** Milliseconds, p50, that the lake takes for the answer to `question`. */
export async function askLake({ client }: LakeSubject, question: Question, count: number, times: number, round: number): Promise<number> {
  const samples: number[] = []
  for (let turn = 0; turn < times; turn += 1) {
    const params = question.params(((round * times + turn) * 7919) % sheetsOf(count))
    let answer: unknown
    samples.push(await timed(async () => (answer = await client.fetch<unknown>(question.query, params))))
    if (answer === null || (Array.isArray(answer) && answer.length === 0)) throw new Error(`${question.name}: no answer`)
  }
  return median(samples)
}

/** The same by `groq-js` alone over `documents`. */
export async function askPlain(documents: readonly unknown[], question: Question, count: number): Promise<number> {
  const samples: number[] = []
  for (let turn = 0; turn < timesAlone; turn += 1) {
    const params = question.params((turn * 7919) % sheetsOf(count))
    samples.push(
      await timed(async () => {
        const value = await evaluate(parse(question.query, { params }), { dataset: documents, params })
        return JSON.stringify(await value.get())
      }),
    )
  }
  return median(samples)
}

/** Milliseconds, p50, that a publish takes. */
export async function publishSome({ client }: LakeSubject, times: number, round: number): Promise<number> {
  const samples: number[] = []
  for (let turn = 0; turn < times; turn += 1) {
    const publishedId = `sheet-${round * times + turn}`
    const draftId = `drafts.${publishedId}`
    await client.action({
      actionType: 'sanity.action.document.edit',
      draftId,
      publishedId,
      patch: { set: { title: `Changed ${round} ${turn}`, priority: turn } },
    })
    samples.push(await timed(() => client.action({ actionType: 'sanity.action.document.publish', draftId, publishedId })))
  }
  return median(samples)
}

/** Milliseconds, p50, from a change to the last of `listeners` hearing of it. */
export async function fanOut({ lake, client }: LakeSubject, listeners: number, times: number): Promise<number> {
  const stop = new AbortController()
  const query = encodeURIComponent('*[_type == "factSheet"]')
  let heard = 0
  let all = Promise.withResolvers<undefined>()
  await Promise.all(
    Array.from({ length: listeners }, async () => {
      const url = `http://lake.test/lake/v2025-02-19/data/listen/production?query=${query}`
      const response = await lake.handle(new Request(url, { headers: { authorization: 'Bearer editor-token' }, signal: stop.signal }))
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      if (!reader) throw new Error('A listener has no stream')
      let text = ''
      while (!text.includes('welcome')) text += (await reader.read()).value ?? ''
      void (async () => {
        for (let next = await reader.read(); !next.done; next = await reader.read()) {
          if (!next.value.includes('event: mutation')) continue
          heard += 1
          if (heard === listeners) all.resolve(undefined)
        }
      })().catch(() => undefined)
    }),
  )
  const samples: number[] = []
  for (let turn = 0; turn < times; turn += 1) {
    heard = 0
    all = Promise.withResolvers<undefined>()
    const begun = performance.now()
    await client
      .patch('sheet-1')
      .set({ priority: 100 + turn })
      .commit({ returnDocuments: false })
    await all.promise
    samples.push(performance.now() - begun)
  }
  stop.abort()
  return median(samples)
}
