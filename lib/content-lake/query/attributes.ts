import { isRecord } from '../wire.ts'

/** A value in a document that can be looked for: where it stands, and a text that sorts as GROQ sorts the value. */
export interface Attribute {
  readonly path: string
  readonly key: string
}

/** Keys of values that GROQ puts in no order (objects, arrays) say only that something is there. All keys that can be ordered come before. */
export const unordered = 'u'

/** A key of this length may be only the beginning of its value's: an index entry can't be long. */
export const longestKey = 120

/** A document with more is not indexed. */
const mostAttributes = 1000
const longestPath = 200
const mostPending = 50_000

const special = /[\\.[\]]/

/** `name` as a step of a path: paths of different steps are different texts. */
export function step(name: string): string {
  return special.test(name) ? name.replace(/[\\.[\]]/g, String.raw`\$&`) : name
}

/** Whether values at `path` are in the index: those that hardly anybody looks for are not, nor those that are kept elsewhere. */
export function isIndexed(path: string): boolean {
  if (path.length > longestPath) return false
  // A query may see another `_originalId` than the document has.
  if (path === '_id' || path === '_type' || path === '_rev' || path === '_originalId') return false
  return !/(?:^|\.|\])_key$/.test(path) && !/\[\]\.(?:.+\.)?text$/.test(path)
}

/** Everything in `document` that the index holds; null if that is too much. */
export function attributesOf(document: Readonly<Record<string, unknown>>): readonly Attribute[] | null {
  const found = new Map<string, Attribute>()
  const pending: { readonly value: unknown; readonly path: string }[] = inside(document, '')
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next
    const key = keyOf(value)
    if (key !== null && isIndexed(path)) found.set(`${path}\0${key}`, { path, key })
    if (found.size > mostAttributes || pending.length > mostPending) return null
    if (path.length <= longestPath) pending.push(...inside(value, path))
  }
  return [...found.values()]
}

function inside(value: unknown, path: string): { value: unknown; path: string }[] {
  if (Array.isArray(value)) return value.slice(0, mostPending + 1).map((item: unknown) => ({ value: item, path: `${path}[]` }))
  if (!isRecord(value)) return []
  return Object.entries(value).map(([name, item]) => ({ value: item, path: path === '' ? step(name) : `${path}.${step(name)}` }))
}

/** The key of `value`: numbers before texts before booleans before all else, each in their order; null for null. */
export function keyOf(value: unknown): string | null {
  switch (typeof value) {
    case 'number':
      return `n${numberKey(value)}`
    case 'string':
      return textKey(value)
    case 'boolean':
      return value ? 't1' : 't0'
    default:
      return isRecord(value) || Array.isArray(value) ? unordered : null
  }
}

const buffer = new DataView(new ArrayBuffer(8))

/** Sixteen digits that sort as the numbers do. */
function numberKey(value: number): string {
  // Minus zero equals zero.
  buffer.setFloat64(0, value === 0 ? 0 : value)
  const bits = buffer.getBigUint64(0)
  const sortable = bits >> 63n === 1n ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n)
  return sortable.toString(16).padStart(16, '0')
}

/** GROQ by `groq-js` compares texts by UTF-16 units, Postgres by code points: they differ where characters beyond the first plane meet those
 *  from U+E000 on, which therefore stand behind a mark of their own here. */
export function textKey(value: string): string {
  const ordered = /[\ue000-\uffff]|\u{10fffe}|\u{10ffff}/u.test(value)
    ? value.replace(/[\ue000-\uffff\u{10fffe}\u{10ffff}]/gu, (character) => {
        if (character === '\u{10fffe}') return '\u{10fffe}a'
        return character === '\u{10ffff}' ? '\u{10fffe}b' : `\u{10ffff}${character}`
      })
    : value
  return ordered.length < longestKey
    ? `s${ordered}`
    : `s${Array.from(ordered.slice(0, 2 * longestKey))
        .slice(0, longestKey - 1)
        .join('')}`
}

/** Whether `key` stands for one value alone. */
export function isWhole(key: string): boolean {
  return key.length < longestKey && key !== unordered
}
