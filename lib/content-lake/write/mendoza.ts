import { isDeepStrictEqual } from 'node:util'
import { diffArrays } from 'diff'
import { applyPatch } from 'mendoza'
import { type Document, isRecord } from '../wire.ts'

/** The operations used here; numbers as the decoder `mendoza` has them.
 *  @see https://github.com/sanity-io/mendoza/blob/main/docs/format.adoc */
const op = {
  value: 0,
  pushFieldCopy: 10,
  pushFieldBlank: 11,
  pushElementCopy: 12,
  pushElementBlank: 13,
  returnIntoObjectSameKeyPop: 15,
  returnIntoArrayPop: 16,
  objectSetFieldValue: 17,
  objectDeleteField: 19,
  arrayAppendValue: 20,
  arrayAppendSlice: 21,
  stringAppendString: 22,
  stringAppendSlice: 23,
} as const

/** Mendoza patches from a state of a document to the next, and back. Null stands for no document. */
export interface Effects {
  readonly apply: readonly unknown[]
  readonly revert: readonly unknown[]
}

/** What made `after` of `before`. Patches count fields by their place, and Sanity's clients take `_rev` out of a document before they apply
 *  one: so it must not count here, and `_rev` is in no patch.
 *  @see sanity `packages/sanity/src/core/preview/utils/applyMendozaPatch.ts`; @sanity/mutate `documentMutatorMachine` */
export function effectsOf(before: Document | null, after: Document | null): Effects {
  const [from, to] = [withoutRevision(before), withoutRevision(after)]
  return { apply: mendozaPatch(from, to), revert: mendozaPatch(to, from) }
}

/** The state that `patch`, one of `effectsOf`, makes of `state`; `revision` is its `_rev`, null where it makes no document. */
export function patchedState(state: Document | null, patch: readonly unknown[], revision: string | null): Document | null {
  const next: Record<string, unknown> | null = applyPatch(withoutRevision(state), [...patch])
  return next === null || revision === null ? null : ({ ...next, _rev: revision } as Document)
}

function withoutRevision(document: Document | null): Record<string, unknown> | null {
  if (!document) return null
  const { _rev: _, ...rest } = document
  return rest
}

/** A Mendoza patch that makes `after` of `before`; either may be null. */
export function mendozaPatch(before: unknown, after: unknown): readonly unknown[] {
  if (!isRecord(before) || !isRecord(after)) return [op.value, after]
  return objectOperations(before, after)
}

/** Operations on a copy of `before`. Fields are counted in the order of their sorted names. */
function objectOperations(before: Record<string, unknown>, after: Record<string, unknown>): unknown[] {
  const operations: unknown[] = []
  const names = Object.keys(before).toSorted()
  for (const [index, name] of names.entries()) {
    if (!Object.hasOwn(after, name)) operations.push(op.objectDeleteField, index)
    else if (!isDeepStrictEqual(before[name], after[name])) {
      const inner = within(before[name], after[name])
      if (inner)
        enter(operations, inner.copied ? op.pushFieldCopy : op.pushFieldBlank, index, inner.operations, op.returnIntoObjectSameKeyPop)
      else operations.push(op.objectSetFieldValue, after[name], name)
    }
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) operations.push(op.objectSetFieldValue, value, name)
  }
  return operations
}

/** Adds what is done at `place`. One by one: a call takes some hundred thousand arguments at most, and a list may have millions of elements. */
function enter(operations: unknown[], enterBy: number, place: number, inner: readonly unknown[], leaveBy: number): void {
  operations.push(enterBy, place)
  for (const operation of inner) operations.push(operation)
  operations.push(leaveBy)
}

/** Operations that make `after` inside `before`, or null when `after` had better be given whole. */
function within(before: unknown, after: unknown): { copied: boolean; operations: unknown[] } | null {
  if (isRecord(before) && isRecord(after)) return { copied: true, operations: objectOperations(before, after) }
  if (typeof before === 'string' && typeof after === 'string') return blank(stringOperations(before, after))
  if (Array.isArray(before) && Array.isArray(after)) return blank(arrayOperations(before, after))
  return null
}

/** A blank that nothing is appended to would end as null. */
function blank(operations: unknown[]): { copied: boolean; operations: unknown[] } | null {
  return operations.length === 0 ? null : { copied: false, operations }
}

const encoder = new TextEncoder()
const bytesOf = (text: string): number => encoder.encode(text).byteLength

/** Keeps what both begin and end with, and of a longer text between them the words that stay. Offsets count bytes of UTF-8, so a cut never
 *  divides a surrogate pair. */
function stringOperations(before: string, after: string): unknown[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end -= 1
  const operations: unknown[] = []
  if (start > 0) operations.push(op.stringAppendSlice, 0, bytesOf(before.slice(0, start)))
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  operations.push(...middleOperations(left, right, before.slice(0, start)))
  if (end > 0) operations.push(op.stringAppendSlice, bytesOf(before.slice(0, before.length - end)), bytesOf(before))
  return operations
}

/** What is left of a text is looked into only where it may pay; and not for long, for it is written at each keystroke. */
const worthALook = 100
const mostDifferences = 400

const wordsOf = (text: string): string[] => text.match(/\s+|\S+/gu) ?? []

/** Operations that make `after` of the part `before` of the old text, which `start` stands before.
 *
 *  A slice is taken from the middle of a text only as far as all before it is ASCII: the package `mendoza`, which is what the Studio reads patches with,
 *  begins to count the bytes of a slice at the number of its first character (`utf8resolveIndex`). To the end of a text it gets by luck. */
function middleOperations(before: string, after: string, start: string): unknown[] {
  const parts =
    Math.min(before.length, after.length) < worthALook || bytesOf(start) !== start.length
      ? undefined
      : diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: mostDifferences })
  if (!parts) return after === '' ? [] : [op.stringAppendString, after]
  const operations: unknown[] = []
  let at = start.length
  let isAscii = true
  for (const { added, removed, value } of parts) {
    const text = value.join('')
    const size = bytesOf(text)
    if (added || (!removed && !isAscii)) operations.push(op.stringAppendString, text)
    else if (!removed) operations.push(op.stringAppendSlice, at, at + size)
    if (added) continue
    isAscii &&= size === text.length
    at += size
  }
  return operations
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** Builds the new array from slices of the old, elements changed in place, and new values. */
function arrayOperations(before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const sources = new Sources(before)
  const operations: unknown[] = []
  let slice: { readonly left: number; right: number } | null = null
  const flush = (): void => {
    if (slice) operations.push(op.arrayAppendSlice, slice.left, slice.right)
    slice = null
  }
  for (const item of after) {
    const source = sources.of(item)
    if (source !== null && isDeepStrictEqual(before[source], item)) {
      if ((slice as { right: number } | null)?.right !== source) {
        flush()
        slice = { left: source, right: source }
      }
      ;(slice as unknown as { right: number }).right += 1
      continue
    }
    flush()
    const inner = source === null ? null : within(before[source], item)
    if (inner && source !== null && isShorter(inner.operations, item))
      enter(operations, inner.copied ? op.pushElementCopy : op.pushElementBlank, source, inner.operations, op.returnIntoArrayPop)
    else operations.push(op.arrayAppendValue, item)
  }
  flush()
  return operations
}

const isShorter = (operations: readonly unknown[], value: unknown): boolean =>
  JSON.stringify(operations).length < JSON.stringify(value).length

/** Where the elements of a new array come from in the old one: those with a `_key` by it, others by what they are, else by their turn. */
class Sources {
  readonly #before: readonly unknown[]
  readonly #byKey = new Map<unknown, number>()
  #byValue: Map<string, number> | null = null
  #next = 0

  constructor(before: readonly unknown[]) {
    this.#before = before
    for (const [index, item] of before.entries()) {
      if (isRecord(item) && item['_key'] !== undefined) this.#byKey.set(item['_key'], index)
    }
  }

  /** The place of what `item` was or most likely was; null if it is new. */
  of(item: unknown): number | null {
    const source = this.#find(item)
    if (source !== null) this.#next = source + 1
    return source
  }

  #find(item: unknown): number | null {
    const keyed = isRecord(item) ? this.#byKey.get(item['_key']) : undefined
    if (keyed !== undefined) return keyed
    const inTurn = this.#next < this.#before.length ? this.#next : null
    if (inTurn !== null && isDeepStrictEqual(this.#before[inTurn], item)) return inTurn
    this.#byValue ??= new Map(this.#before.map((value, index) => [JSON.stringify(value), index]))
    return this.#byValue.get(JSON.stringify(item)) ?? inTurn
  }
}
