import type { Commit, DocumentChange } from './bus.ts'
import { encodeEvent } from './event-stream.ts'

/** What of a change a listener wants to be told. */
export interface EventOptions {
  readonly includeResult: boolean
  readonly includePrevious: boolean
  readonly includeMutations: boolean
  readonly includeEffects: boolean
  readonly resumable: boolean
  readonly visibility: string
}

/** The place of an event among those that the listener gets of the transaction. */
export interface Place {
  readonly current: number
  readonly total: number
}

const encoded = new WeakMap<DocumentChange, Map<string, Uint8Array>>()

/** The name of the event of `change`, by which a listener says where it has ended. */
export function eventId(commit: Commit, change: DocumentChange): string {
  return `${commit.transactionId}#${change.documentId}`
}

/** The event of `change` as it is sent, made once for all listeners that want the same of it. */
export function encodedMutation(commit: Commit, change: DocumentChange, options: EventOptions, place: Place): Uint8Array {
  const kinds = encoded.get(change) ?? new Map<string, Uint8Array>()
  encoded.set(change, kinds)
  const { includeResult, includePrevious, includeMutations, includeEffects, resumable, visibility } = options
  const key = [includeResult, includePrevious, includeMutations, includeEffects, resumable, visibility, place.current, place.total].join()
  const made =
    kinds.get(key) ??
    encodeEvent('mutation', mutationEvent(commit, change, options, place), resumable ? eventId(commit, change) : undefined)
  kinds.set(key, made)
  return made
}

function mutationEvent(commit: Commit, change: DocumentChange, options: EventOptions, { current, total }: Place): object {
  const { before, after } = change
  return {
    eventId: eventId(commit, change),
    documentId: change.documentId,
    transactionId: commit.transactionId,
    transition: before ? (after ? 'update' : 'disappear') : 'appear',
    identity: commit.author,
    ...(options.includeMutations ? { mutations: change.mutations } : {}),
    // Absent, not null, for a document that appears: the Studio chains revisions from `undefined`.
    ...(before ? { previousRev: before._rev } : {}),
    resultRev: commit.transactionId,
    ...(options.includeResult && after ? { result: after } : {}),
    ...(options.includePrevious ? { previous: before } : {}),
    ...(options.includeEffects ? { effects: change.effects } : {}),
    timestamp: commit.timestamp,
    visibility: options.visibility,
    transactionTotalEvents: total,
    transactionCurrentEvent: current,
  }
}
