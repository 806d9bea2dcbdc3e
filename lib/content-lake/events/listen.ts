import type { Commit, DocumentChange } from './bus.ts'
import type { Call } from '../call.ts'
import { isPublishedId } from '../document-id.ts'
import { httpError } from '../errors.ts'
import { type EventStream, eventStream } from './event-stream.ts'
import { takeFilter } from './listener-filter.ts'
import type { ListenerFilter } from './shared-filters.ts'
import { encodedMutation, eventId, type EventOptions } from './mutation-event.ts'
import { speaksSince } from '../query/perspective.ts'
import { requireDataset } from '../query/query.ts'
import { lastTransaction, missedCommits, placeBehind } from './resume.ts'
import { visibleTo } from './visible-change.ts'
import { flag } from '../wire.ts'

/** From this version of the API on, a listener gets events of published documents alone unless it asks for all versions. */
const publishedByDefaultSince = '2025-02-19'

/** Commits that wait until a listener that came back has taken in what it missed. One that is slower than this comes back once more. */
const mostQueued = 500

interface Options extends EventOptions {
  readonly includeVersions: boolean
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

/** `GET data/listen/<dataset>`: an event for each change of a document that the query matches, before it or after.
 *
 *  The rules that the Studio rests on are section 5 of the protocol document: the chain of revisions, one event a document and transaction,
 *  and totals that count what this very listener gets.
 *  @see https://www.sanity.io/docs/http-listen; `sanity` `src/core/store/document/getPairListener.ts` */
export async function listen(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const options = optionsOf(call)
  const { filter, release } = takeFilter(call, dataset)
  const lastEventId = call.request.headers.get('last-event-id') ?? call.url.searchParams.get('lastEventId')
  return eventStream(call, (stream) => {
    stream.onEnd(release)
    new Listener(call, dataset, filter, options, stream).run(options.resumable ? lastEventId : null)
  })
}

let listeners = 0

class Listener {
  readonly #call: Call
  readonly #dataset: string
  readonly #filter: ListenerFilter
  readonly #options: Options
  readonly #stream: EventStream
  /** Commits are looked at one after the other, so that events leave in their order. */
  #tail: Promise<void>
  #queued = 0
  #sent = 0

  constructor(call: Call, dataset: string, filter: ListenerFilter, options: Options, stream: EventStream) {
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
    if (lastEventId === null || lastEventId === '') this.#queue(() => this.#welcome(listenerName))
    else this.#queue(() => this.#resume(lastEventId, listenerName))
  }

  #queue(task: () => Promise<void>): void {
    if (this.#queued > mostQueued) return this.#stream.breakOff()
    this.#queued += 1
    this.#tail = this.#tail
      .then(async () => {
        if (this.#stream.open) await task()
      })
      .catch((error: unknown) => {
        console.error('A listener of the lake was ended:', error)
        this.#stream.end()
      })
      .finally(() => {
        this.#queued -= 1
      })
  }

  /** Whoever may come back is told from where: a listener that has heard nothing yet would have to read all anew otherwise, and the Studio loses what was
   *  typed and not yet sent when it does. */
  async #welcome(listenerName: string): Promise<void> {
    const isTold = this.#options.resumable && this.#call.access.readsHistory
    const last = isTold ? await lastTransaction(this.#call.lake.pool, this.#dataset) : null
    this.#stream.send('welcome', { listenerName }, last === null ? undefined : placeBehind(last))
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
    const from = after === null ? 0 : after === placeBehind(commit.transactionId) ? heard.length : ids.indexOf(after) + 1
    for (const [index, change] of heard.entries()) {
      if (index < from) continue
      this.#stream.write(encodedMutation(commit, change, this.#options, { current: index + 1, total: heard.length }))
      // What is new comes at its own pace, and who does not keep up with it is dropped; what was missed waits for its reader.
      if (after !== null) await this.#stream.drained()
    }
  }

  async #hears(change: DocumentChange): Promise<boolean> {
    if (!this.#options.includeVersions && !isPublishedId(change.documentId)) return false
    return (await this.#filter.matches(change.after)) || (await this.#filter.matches(change.before))
  }
}
