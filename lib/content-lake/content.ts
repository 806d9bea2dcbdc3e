import { isRecord } from './wire.ts'

/** How deep objects and arrays may nest. */
const deepest = 100

/** What content may measure when it is written out, in characters: the largest document that Sanity takes. */
const largest = 32 * 1024 * 1024

/** How many attributes an object may have: whatever changes one of them copies them all. */
const widest = 5000

/** Names that no attribute may have: they would reach into the prototypes of what reads the document. */
const forbiddenKeys = new Set(['__proto__', 'hasOwnProperty'])

/** What is wrong with `value` as content, in a sentence; null when it can be kept.
 *  Postgres refuses NUL and lone surrogates, JSON knows no infinity. */
export function flawOf(value: unknown): string | null {
  let size = 0
  const pending: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const flaw = flawOfOne(next.value, next.depth)
    if (flaw !== null) return flaw
    size += sizeOf(next.value)
    if (size > largest) return `Content must not be larger than ${largest} characters`
    if (typeof next.value !== 'object' || next.value === null) continue
    for (const inner of Object.values(next.value)) pending.push({ value: inner, depth: next.depth + 1 })
  }
  return null
}

/** How long `value` is as Postgres writes it, without what is inside. It writes all digits of a number: 309 for 1e308. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value === 'number') return value === 0 ? 1 : 20 + Math.abs(Math.log10(Math.abs(value)))
  if (!isRecord(value)) return 4
  return Object.keys(value).reduce((sum, key) => sum + key.length + 4, 2)
}

function flawOfOne(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return flawOfText(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return 'A number is too large'
  if (depth > deepest) return `Content must not nest deeper than ${deepest} levels`
  if (!isRecord(value)) return null
  const keys = Object.keys(value)
  if (keys.length > widest) return `An object must not have more than ${widest} attributes`
  for (const key of keys) {
    const flaw = forbiddenKeys.has(key) ? `An attribute must not be named ${JSON.stringify(key)}` : flawOfText(key)
    if (flaw !== null) return flaw
  }
  return null
}

function flawOfText(text: string): string | null {
  if (text.includes('\0')) return 'Text must not contain the character NUL'
  if (!text.isWellFormed()) return 'Text must be well-formed Unicode, without lone surrogates'
  return null
}

/** The ids that a document refers to, all and those whose deletion it forbids. References into other datasets are not among them. */
export function referencesOf(document: unknown): { all: string[]; strong: string[] } {
  const all = new Set<string>()
  const strong = new Set<string>()
  const pending: unknown[] = [document]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isRecord(value) && typeof value['_ref'] === 'string') {
      all.add(value['_ref'])
      const elsewhere = value['_dataset'] !== undefined || value['_projectId'] !== undefined || value['_type'] === 'globalDocumentReference'
      if (value['_weak'] !== true && !elsewhere) strong.add(value['_ref'])
    }
    for (const inner of Object.values(value)) pending.push(inner)
  }
  return { all: [...all], strong: [...strong] }
}

/** `value` with a `_key` in each object of an array that has none. */
export function withArrayKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isRecord(item) ? { ...keyFor(item), ...withKeysInside(item) } : withArrayKeys(item)))
  }
  return isRecord(value) ? withKeysInside(value) : value
}

function withKeysInside(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withArrayKeys(inner)]))
}

function keyFor(item: Record<string, unknown>): { _key?: string } {
  return typeof item['_key'] === 'string' ? {} : { _key: crypto.randomUUID().replaceAll('-', '').slice(0, 12) }
}

/** `value` as it is published: references that waited for this to become strong are strong. */
export function strengthened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strengthened)
  if (!isRecord(value)) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, strengthened(part)]))
  const waiting = value['_strengthenOnPublish']
  if (typeof value['_ref'] !== 'string' || !isRecord(waiting)) return inner
  delete inner['_strengthenOnPublish']
  if (waiting['weak'] !== true) delete inner['_weak']
  return inner
}
