import { isDeepStrictEqual } from 'node:util'
import type { PresentSheet } from './present-sheets.ts'
import { IMPORT_PREFIX, isVersion, type WantedSheet } from './sheet-states.ts'

/** Why a sheet is not imported, although it differs from what is there. */
export type Refusal = 'other sheet' | 'not imported' | 'edited' | 'drafted' | 'deleted' | 'rewritten'

/** What is to be done with one sheet. */
export type Step =
  | { readonly kind: 'new' }
  | { readonly kind: 'unchanged' }
  /** Versions from the index `from` on are written after the revision `revision`. */
  | { readonly kind: 'changed'; readonly from: number; readonly revision: string }
  /** Only what is said about the sheet as a whole. */
  | { readonly kind: 'about'; readonly revision: string }
  | { readonly kind: 'refused'; readonly reason: Refusal }

/**
 * What is to be done to bring the sheet that is `present` to the `wanted` one. What was published is never rewritten: versions are only added, save
 * that the last one may be replaced by another, which then comes after it.
 * @param history ids of the document's transactions, the newest first; asked for only where the published revision does not tell
 */
export async function decide(wanted: WantedSheet, present: PresentSheet, history: () => Promise<readonly string[]>): Promise<Step> {
  const { published, isDrafted, rival } = present
  if (rival !== null) return { kind: 'refused', reason: 'other sheet' }
  const step = published ? await decidePresent(wanted, published, history) : await decideAbsent(wanted, history)
  return isDrafted && step.kind !== 'unchanged' && step.kind !== 'refused' ? { kind: 'refused', reason: 'drafted' } : step
}

/** A document that was there once would not come back: the lake knows its transactions and ignores a repetition. */
async function decideAbsent(wanted: WantedSheet, history: () => Promise<readonly string[]>): Promise<Step> {
  const known = new Set(await history())
  return wanted.states.some(({ transactionId }) => known.has(transactionId)) ? { kind: 'refused', reason: 'deleted' } : { kind: 'new' }
}

async function decidePresent(
  wanted: WantedSheet,
  { revision, about }: NonNullable<PresentSheet['published']>,
  history: () => Promise<readonly string[]>,
): Promise<Step> {
  const { states } = wanted
  const isSame = isDeepStrictEqual(about, wanted.about)
  /** With all versions there, only what is said about the whole may differ. */
  const complete = (): Step => (isSame ? { kind: 'unchanged' } : { kind: 'about', revision })
  const after = (count: number): Step => (count === states.length ? complete() : { kind: 'changed', from: count, revision })

  const at = states.findIndex(({ transactionId }) => transactionId === revision)
  if (at !== -1) return after(at + 1)

  const log = await history()
  const known = new Set(log)
  const present = states.findLastIndex(({ transactionId }) => known.has(transactionId)) + 1
  const imported = log.filter(isVersion).length
  if (imported === 0) return { kind: 'refused', reason: 'not imported' }
  if (!revision.startsWith(IMPORT_PREFIX)) return present === states.length ? { kind: 'unchanged' } : { kind: 'refused', reason: 'edited' }
  if (present === imported) return after(present)
  const isLastReplaced = present === imported - 1 && present === states.length - 1
  return isLastReplaced ? { kind: 'changed', from: present, revision } : { kind: 'refused', reason: 'rewritten' }
}
