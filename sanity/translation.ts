/** A stretch of a paragraph, or something inside it, as a document holds it. */
interface StoredChild {
  readonly _type?: string
  readonly text?: unknown
  readonly [field: string]: unknown
}

interface StoredBlock {
  readonly _key: string
  readonly _type?: string
  readonly children?: readonly StoredChild[] | null
}

/** The parts of a fact sheet's document that hold its words. */
export interface SheetWords {
  readonly sections?:
    | readonly { readonly _key: string; readonly heading?: string | null; readonly body?: readonly StoredBlock[] | null }[]
    | null
  readonly results?: {
    readonly lead?: string | null
    readonly items?: readonly { readonly _key: string; readonly body?: readonly StoredBlock[] | null }[] | null
  } | null
}

/** A paragraph of an original as it was when a translation followed it. */
export interface FollowedParagraph {
  readonly key: string
  readonly words: string
}

/** A paragraph whose original is no longer what the translation follows. */
export interface NewerParagraph {
  /** Of the paragraph, the same in the original and in the translation. */
  readonly key: string
  readonly kind: 'changed' | 'added' | 'removed'
  /** The paragraph of the translation after which this is to be told; null: before the first. */
  readonly after: string | null
}

/** The key of the sentence that leads to the results. */
export const LEAD_KEY = 'lead'

/** The key, in a whole sheet, of the block `block` in the section or result `part`. */
export function paragraphKey(part: string, block: string): string {
  return `${part}.${block}`
}

/**
 * What a sheet says, paragraph by paragraph in its order: headings under the key of their section, blocks under `paragraphKey`. A figure
 * stands as what it refers to and not as its value: a new value is in every language at once.
 */
export function followedParagraphs({ sections, results }: SheetWords): readonly FollowedParagraph[] {
  const blocks = (part: string, body: readonly StoredBlock[] | null | undefined) =>
    (body ?? []).map((block) => ({ key: paragraphKey(part, block._key), words: wordsOf(block) }))
  const all = [
    ...(sections ?? []).flatMap(({ _key, heading, body }) => [{ key: _key, words: heading ?? '' }, ...blocks(_key, body)]),
    { key: LEAD_KEY, words: results?.lead ?? '' },
    ...(results?.items ?? []).flatMap(({ _key, body }) => blocks(_key, body)),
  ]
  return all.filter(({ words }) => words !== '')
}

/** How the figure of the observation `id` stands in the words of a paragraph. */
export function figureMark(id: string): string {
  return `{figure ${id}}`
}

/** Where `original`, as it is now, says something else than the paragraphs that `translation` follows; nothing if none were noted. */
export function newerInOriginal(
  original: SheetWords,
  translation: SheetWords,
  followed: readonly FollowedParagraph[],
): readonly NewerParagraph[] {
  if (followed.length === 0) return []
  const before = new Map(followed.map(({ key, words }) => [key, words]))
  const now = followedParagraphs(original)
  const present = new Set(followedParagraphs(translation).map(({ key }) => key))
  const newer: NewerParagraph[] = []
  let last: string | null = null
  for (const { key, words } of now) {
    if (present.has(key)) last = key
    const was = before.get(key)
    if (was === words) continue
    newer.push({ key, kind: was === undefined || !present.has(key) ? 'added' : 'changed', after: last })
  }
  const kept = new Set(now.map(({ key }) => key))
  const gone = followed.filter(({ key }) => present.has(key) && !kept.has(key))
  return [...newer, ...gone.map(({ key }) => ({ key, kind: 'removed' as const, after: key }))]
}

function wordsOf({ _type = 'block', children }: StoredBlock): string {
  if (!children) return `{${_type}}`
  return children
    .map((child) => (typeof child.text === 'string' ? child.text : `{${[child._type, ...referencesIn(child)].join(' ')}}`))
    .join('')
    .trim()
}

function referencesIn(child: StoredChild): readonly string[] {
  return Object.values(child).flatMap((value) =>
    typeof value === 'object' && value !== null && '_ref' in value && typeof value._ref === 'string' ? [value._ref] : [],
  )
}
