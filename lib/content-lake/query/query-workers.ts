import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { httpError } from '../errors.ts'
import type { Outcome, Task } from './evaluation.ts'
import { AnswerTooLarge } from './measure.ts'
import { MOST_MILLISECONDS, QueryTooBig, QueryTooSlow, WORKER_MEBIBYTES } from './query-limits.ts'
import type { FromWorker, ToWorker, WorkerTask } from './query-worker.ts'
import type { Document } from '../wire.ts'

/** The documents of a query by the parameters that they stand behind. */
export type Candidates = readonly (readonly [parameter: string, documents: readonly Document[]])[]

/** What stands at some ids. */
export type Found = readonly (readonly [id: string, document: Document | null])[]

/** A worker ends itself when its time is over; one that does not is ended this much later. */
const graceMilliseconds = 1500
const idleMilliseconds = 30_000
const mostWaiting = 20
/** Characters of documents that are written in one go. */
const sliceCharacters = 128 * 1024

/** The threads in which queries are evaluated that would keep others waiting. They start when they are needed and end when they are not. */
export class QueryWorkers {
  #pool: Piscina<WorkerTask, void> | null = null

  /** Evaluates `task` on `candidates`. `fetch` gets what references lead to.
   *  @throws {QueryTooSlow | QueryTooBig | AnswerTooLarge} when it is too much, {LakeError} 503 when too many wait */
  async evaluate(task: Task, candidates: Candidates, fetch: (ids: readonly string[]) => Promise<Found>): Promise<Outcome> {
    const pool = this.#started()
    if (pool.queueSize >= mostWaiting)
      throw httpError(503, 'Too many queries that take long are being answered', { headers: { 'retry-after': '1' } })
    const { port1, port2 } = new MessageChannel()
    const ending = new AbortController()
    const run = pool.run({ task, port: port2 }, { transferList: [port2], signal: ending.signal })
    try {
      return await Promise.race([converse(port1, candidates, fetch, ending), run.then(() => new Promise<never>(() => undefined))])
    } catch (error) {
      ending.abort()
      if (ending.signal.reason instanceof QueryTooSlow) throw ending.signal.reason
      throw isOutOfMemory(error) ? new QueryTooBig({ cause: error }) : error
    } finally {
      port1.close()
    }
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await this.#pool?.destroy()
    this.#pool = null
  }

  #started(): Piscina<WorkerTask, void> {
    this.#pool ??= new Piscina<WorkerTask, void>({
      filename: new URL('query-worker.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: Math.max(1, Math.min(2, availableParallelism() - 1)),
      idleTimeout: idleMilliseconds,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_MEBIBYTES },
    })
    return this.#pool
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

async function converse(
  port: MessagePort,
  candidates: Candidates,
  fetch: (ids: readonly string[]) => Promise<Found>,
  ending: AbortController,
): Promise<Outcome> {
  const say = (message: ToWorker): void => port.postMessage(message)
  // Nothing is sent to a task that still waits for its thread.
  await heard(port)
  for (const [parameter, documents] of candidates) {
    for await (const json of slices(documents)) say({ kind: 'candidates', parameter, json })
    if (documents.length === 0) say({ kind: 'candidates', parameter, json: '[]' })
  }
  for (;;) {
    const message = await attempt(port, ending)
    if (message.kind === 'done') return message.outcome
    if (message.kind === 'failed') throw failureOf(message)
    if (message.kind === 'ready') continue
    for await (const json of slices(await fetch(message.ids))) say({ kind: 'found', json })
  }
}

/** Has the worker evaluate, and waits for what it says; a worker that says nothing is ended. */
async function attempt(port: MessagePort, ending: AbortController): Promise<FromWorker> {
  const timer = setTimeout(() => ending.abort(new QueryTooSlow(MOST_MILLISECONDS)), MOST_MILLISECONDS + graceMilliseconds)
  try {
    port.postMessage({ kind: 'evaluate' } satisfies ToWorker)
    return await heard(port, ending.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** The next message. */
async function heard(port: MessagePort, signal?: AbortSignal): Promise<FromWorker> {
  const [message] = (await once(port, 'message', signal ? { signal } : {})) as [FromWorker]
  return message
}

function failureOf({ reason, message }: FromWorker & { kind: 'failed' }): Error {
  switch (reason) {
    case 'slow':
      return new QueryTooSlow(MOST_MILLISECONDS)
    case 'big':
      return new QueryTooBig()
    case 'large':
      return new AnswerTooLarge()
    case 'other':
      return new Error(message)
  }
}

/** `values` as JSON arrays of some size, with a pause after each for others. */
async function* slices(values: readonly unknown[]): AsyncGenerator<string> {
  let texts: string[] = []
  let size = 0
  for (const value of values) {
    const text = JSON.stringify(value)
    texts.push(text)
    size += text.length
    if (size < sliceCharacters) continue
    yield `[${texts.join(',')}]`
    texts = []
    size = 0
    await setImmediate()
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`
}
