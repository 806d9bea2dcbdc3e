import type { MessagePort } from 'node:worker_threads'
import { Evaluation, type Outcome, type Task } from './evaluation.ts'
import { AnswerTooLarge } from './measure.ts'
import { MOST_MILLISECONDS, QueryTooBig, QueryTooSlow, refuseFullHeap, Stopwatch } from './query-limits.ts'
import type { Document } from '../wire.ts'

/** What a worker is told. Documents come as JSON, so that it is read here. */
export type ToWorker =
  | { readonly kind: 'candidates'; readonly parameter: string; readonly json: string }
  | { readonly kind: 'found'; readonly json: string }
  | { readonly kind: 'evaluate' }

/** What a worker says: that it has begun, what it wants to have fetched, or how it ended. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'missing'; readonly ids: readonly string[] }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly reason: 'slow' | 'big' | 'large' | 'other'; readonly message: string }

/** What a worker is started with. */
export interface WorkerTask {
  readonly task: Task
  readonly port: MessagePort
}

/** Evaluates one query, in a thread that can be ended. */
export default function evaluateInWorker({ task, port }: WorkerTask): Promise<void> {
  const evaluation = new Evaluation(task)
  const stopwatch = new Stopwatch(MOST_MILLISECONDS)
  const say = (message: FromWorker): void => port.postMessage(message)
  return new Promise((resolve) => {
    port.on('message', (message: ToWorker) => {
      try {
        refuseFullHeap()
        if (message.kind === 'candidates') return evaluation.addCandidates(message.parameter, JSON.parse(message.json) as Document[])
        if (message.kind === 'found') return evaluation.addFound(JSON.parse(message.json) as [string, Document | null][])
        const outcome = stopwatch.run((spend) => evaluation.attempt(spend))
        if ('json' in outcome) say({ kind: 'done', outcome })
        else return say({ kind: 'missing', ids: outcome })
      } catch (error) {
        say({ kind: 'failed', reason: reasonOf(error), message: error instanceof Error ? error.message : String(error) })
      }
      port.close()
      resolve()
    })
    port.on('close', resolve)
    say({ kind: 'ready' })
  })
}

function reasonOf(error: unknown): 'slow' | 'big' | 'large' | 'other' {
  if (error instanceof QueryTooSlow) return 'slow'
  if (error instanceof QueryTooBig) return 'big'
  return error instanceof AnswerTooLarge ? 'large' : 'other'
}
