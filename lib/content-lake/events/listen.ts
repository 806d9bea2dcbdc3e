import { evaluate } from 'groq-js'
import type { Commit, DocumentChange } from './bus.ts'
import type { Call } from '../call.ts'
import { type Condition, mayMeet } from '../query/condition.ts'
import { isPublishedId } from '../document-id.ts'
import { httpError, queryError } from '../errors.ts'
import { type EventStream, eventStream } from './event-stream.ts'
import { speaksSince } from '../query/perspective.ts'
import { paramsIn, requireDataset } from '../query/query.ts'
import { chainOf } from '../query/demand.ts'
import { planOf } from '../query/query-plan.ts'
import { Deadline, tickParameter } from '../query/query-deadline.ts'
import type { QueryNode } from '../query/query-node.ts'
import { missedCommits } from './resume.ts'
import { visibleTo } from './visible-change.ts'
import { type Document, flag } from '../wire.ts'

/** From this version of the API on, a listener gets events of published documents alone unless it asks for all versions. */
const publishedByDefaultSince = '2025-02-19'

/** What a listener's filter may take for one document. A listener that takes longer is ended. */
const mostMilliseconds = 200

interface Options {
  readonly includeResult: boolean
  readonly includePrevious: boolean
  readonly includeMutations: boolean
  readonly includeVersions: boolean
  readonly includeEffects: boolean
  readonly resumable: boolean
  readonly visibility: string
}

function optionsOf(call: Call): Options {
  const { url } = call
  const effects = url.searchParams.get('effectFormat')
  if (effects !== null && effects !== '' && effects !== 'mendoza')
    throw httpError(400, `Parameter "effectFormat" may only be mendoza, not ${JSON.stringify(effects)}`)
  const visibility = url.searchParams.get('visibility') ?? 'transaction'
  if (visibility !== 'transaction' && visibility !== 'query')
    throw httpError(400, `Parameter "visibility" must be transaction or query, not ${JSON.stringify(visibility)}`)
  return {
    includeResult: flag(url, 'includeResult'),
    includePrevious: flag(url, 'includePreviousRevision'),
    includeMutations: flag(url, 'includeMutations', true),
    includeVersions: flag(url, 'includeAllVersions', !speaksSince(call.version, publishedByDefaultSince)),
    includeEffects: effects === 'mendoza',
    resumable: flag(url, 'enableResume'),
    visibility,
  }
}

/** Decides which documents a listener hears of. */
interface Filter {
  readonly condition: Condition
  matches(document: Document | null): Promise<boolean>
}

/** The filter of a listener's query. What follows the filter, such as a projection or an order, does not matter to it. */
function filterOf(call: Call, dataset: string): Filter {
  const query = call.url.searchParams.get('query')
  if (query === null) throw queryError('The parameter "query" is missing', '')
  const params = paramsIn(call.url)
  const plan = planOf(query, params, call.identity?.id ?? '<none>')
  const [root] = plan.roots
  const tree = innermostFilter(plan.tree)
  if (!root || !tree || plan.roots.length > 1 || root.raw)
    throw queryError('A listener needs a query that filters all documents once: *[…]', query)
  // What references lead to counts only as far as the listener may read it: a filter that is met tells what it asked for.
  const source = call.lake.store.source({ dataset, perspective: { kind: 'raw' }, access: call.access })
  const options = {
    dataset: [],
    identity: call.identity?.id ?? '<none>',
    dereference: async ({ _ref }: { _ref: string }) => (await source.byId([_ref]))[0],
  }
  const deadline = new Deadline(mostMilliseconds)
  const tick = deadline.watched([])
  return {
    condition: root.condition,
    async matches(document) {
      if (!document || !mayMeet(root.condition, document)) return false
      deadline.restart()
      const value = await evaluate(tree, { ...options, params: { [root.parameter]: [document], [tickParameter]: tick } })
      const result: unknown = await value.get()
      return Array.isArray(result) && result.length > 0
    },
  }
}

/** The part of a query that filters what stands for all documents, from the outside in. */
function innermostFilter(node: QueryNode): QueryNode | null {
  if (isFilterChain(node)) return node
  return 'base' in node && node.base ? innermostFilter(node.base) : null
}

function isFilterChain(node: QueryNode): boolean {
  if (node.type === 'Parameter') return node.name.startsWith('lake:')
  if (node.type === 'Everything') return chainOf(node) !== null
  return (node.type === 'Filter' || node.type === 'Group') && isFilterChain(node.base)
}

/** `GET data/listen/<dataset>`: an event for each change of a document that the query matches, before it or after.
 *
 *  The rules that the Studio rests on are section 5 of the protocol document: the chain of revisions, one event a document and transaction,
 *  and totals that count what this very listener gets.
 *  @see https://www.sanity.io/docs/http-listen; `sanity` `src/core/store/document/getPairListener.ts` */
export async function listen(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const options = optionsOf(call)
  const filter = filterOf(call, dataset)
  const lastEventId = call.request.headers.get('last-event-id') ?? call.url.searchParams.get('lastEventId')
  return eventStream(call, (stream) => {
    new Listener(call, dataset, filter, options, stream).run(options.resumable ? lastEventId : null)
  })
}

let listeners = 0

class Listener {
  readonly #call: Call
  readonly #dataset: string
  readonly #filter: Filter
  readonly #options: Options
  readonly #stream: EventStream
  /** Commits are looked at one after the other, so that events leave in their order. */
  #tail: Promise<void>
  #sent = 0

  constructor(call: Call, dataset: string, filter: Filter, options: Options, stream: EventStream) {
    this.#call = call
    this.#dataset = dataset
    this.#filter = filter
    this.#options = options
    this.#stream = stream
    this.#tail = Promise.resolve()
  }

  run(lastEventId: string | null): void {
    const { bus } = this.#call.lake
    // Subscribed before anything is read, so that nothing falls between what is missed and what is new.
    const unsubscribe = bus.subscribe((commit) => {
      if (commit.dataset === this.#dataset) this.#queue(() => this.#tell(commit, null))
    })
    this.#stream.onEnd(unsubscribe)
    listeners += 1
    const listenerName = `listener-${listeners}`
    if (lastEventId === null || lastEventId === '') this.#stream.send('welcome', { listenerName })
    else this.#queue(() => this.#resume(lastEventId, listenerName))
  }

  #queue(task: () => Promise<void>): void {
    this.#tail = this.#tail
      .then(async () => {
        if (this.#stream.open) await task()
      })
      .catch((error: unknown) => {
        console.error('A listener of the lake was ended:', error)
        this.#stream.end()
      })
  }

  async #resume(lastEventId: string, listenerName: string): Promise<void> {
    // What was missed is history, withdrawn documents included, and strangers are given none.
    const missed = this.#call.access.readsHistory ? await missedCommits(this.#call.lake.pool, this.#dataset, lastEventId) : null
    if (!missed) {
      this.#stream.send('reset', { listenerName })
      return
    }
    this.#stream.send('welcomeback', { listenerName })
    for (const commit of missed) await this.#tell(commit, lastEventId)
  }

  /** Sends the events of `commit` that this listener gets; of the transaction that `after` belongs to, those behind it. */
  async #tell(commit: Commit, after: string | null): Promise<void> {
    if (commit.sequence <= this.#sent) return
    this.#sent = commit.sequence
    const heard: DocumentChange[] = []
    for (const happened of commit.changes) {
      const change = visibleTo(this.#call.access, happened)
      if (change && (await this.#hears(change))) heard.push(change)
    }
    const ids = heard.map((change) => eventId(commit, change))
    const from = after === null ? 0 : ids.indexOf(after) + 1
    for (const [index, change] of heard.entries()) {
      if (index >= from)
        this.#stream.send(
          'mutation',
          this.#event(commit, change, heard.length, index + 1),
          this.#options.resumable ? ids[index] : undefined,
        )
    }
  }

  async #hears(change: DocumentChange): Promise<boolean> {
    if (!this.#options.includeVersions && !isPublishedId(change.documentId)) return false
    return (await this.#filter.matches(change.after)) || this.#filter.matches(change.before)
  }

  #event(commit: Commit, change: DocumentChange, total: number, current: number): object {
    const { before, after } = change
    return {
      eventId: eventId(commit, change),
      documentId: change.documentId,
      transactionId: commit.transactionId,
      transition: before ? (after ? 'update' : 'disappear') : 'appear',
      identity: commit.author,
      ...(this.#options.includeMutations ? { mutations: change.mutations } : {}),
      // Absent, not null, for a document that appears: the Studio chains revisions from `undefined`.
      ...(before ? { previousRev: before._rev } : {}),
      resultRev: commit.transactionId,
      ...(this.#options.includeResult && after ? { result: after } : {}),
      ...(this.#options.includePrevious ? { previous: before } : {}),
      ...(this.#options.includeEffects ? { effects: change.effects } : {}),
      timestamp: commit.timestamp,
      visibility: this.#options.visibility,
      transactionTotalEvents: total,
      transactionCurrentEvent: current,
    }
  }
}

function eventId(commit: Commit, change: DocumentChange): string {
  return `${commit.transactionId}#${change.documentId}`
}
