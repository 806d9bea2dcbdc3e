import type { PortableTextBlock } from '@portabletext/types'
import type { Claim } from '#lib/figures/claim.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { Language } from '#lib/i18n/languages.ts'
import type { Body, BodyFigure } from '#sanity/body.ts'

/** What one figure or claim of a text rests on. */
export interface Note {
  /** From 1, in the order in which they stand on the page. On paper, the number of the endnote. */
  readonly number: number
  /** The figure or the words in the text. */
  readonly words: string
  /** Whether the words are the value of the one observation. */
  readonly isFigure: boolean
  /** What the words rest on; at least one. */
  readonly observations: readonly Observation[]
  /** Null if the text says the value and no more. */
  readonly claim: Claim | null
}

/** The notes of a page's texts, and what they are told with. */
export interface Notes {
  /** By the figure, or the mark of a claim, in the text. */
  readonly of: ReadonlyMap<object, Note>
  /** Observations beside those of the text: other series' values, and those that took the place of one. */
  readonly known: readonly Observation[]
  /** The language of the texts. */
  readonly written: string
  /** The language of the page, in which notes are written. */
  readonly language: Language
}

/** The notes for all figures and claims of `bodies`, the running texts of a page in their order, written in the language `written`. */
export function notesOf(bodies: readonly Body[], written: string, known: readonly Observation[], language: Language): Notes {
  const figures = bodies.flatMap((body) => body.flatMap((block) => ('children' in block ? block.children.filter(isFigure) : [])))
  const byId = new Map([...known, ...figures.map(({ observation }) => observation)].map((observation) => [observation.id, observation]))
  const of = new Map<object, Note>()
  for (const block of bodies.flat()) {
    if (!('children' in block)) continue
    for (const child of block.children) {
      for (const [key, note] of notesAt(child, block, written, byId)) if (!of.has(key)) of.set(key, { number: of.size + 1, ...note })
    }
  }
  return { of, known: [...byId.values()], written, language }
}

/** The notes of one block, in their order. */
export function notesIn(block: PortableTextBlock, notes: Notes): readonly Note[] {
  const keys: readonly object[] = [...block.children, ...(block.markDefs ?? [])]
  return keys.flatMap((key) => notes.of.get(key) ?? []).toSorted((one, other) => one.number - other.number)
}

function notesAt(
  child: object,
  { children, markDefs = [] }: PortableTextBlock,
  written: string,
  byId: ReadonlyMap<string, Observation>,
): readonly (readonly [object, Omit<Note, 'number'>])[] {
  if (isFigure(child)) {
    const words = formatFigure(child.observation, child, writtenLanguage(written))
    return [[child, { words, isFigure: true, observations: [child.observation], claim: child.claim }]]
  }
  const claims = markDefs.flatMap((mark: object) => (isClaim(mark) ? [mark] : []))
  return claims.flatMap((claim) => {
    const isMarked = (span: object): span is { readonly text: string } =>
      'marks' in span && Array.isArray(span.marks) && span.marks.includes(claim._key) && 'text' in span
    if (!isMarked(child)) return []
    const ids = (claim.observations ?? []).flatMap(({ _ref }) => _ref ?? [])
    const observations = ids.flatMap((id) => byId.get(id) ?? [])
    if (observations.length === 0) return []
    const { basis, comparison, window } = claim
    const words = children
      .filter(isMarked)
      .map(({ text }) => text)
      .join('')
    return [
      [claim, { words, isFigure: false, observations, claim: { basis, comparison, observations: ids, window: window ?? null } }] as const,
    ]
  })
}

function isFigure(child: object): child is BodyFigure {
  return '_type' in child && child._type === 'figure' && 'observation' in child
}

type ClaimMark = Pick<Claim, 'basis' | 'comparison'> & {
  readonly window?: Claim['window']
  readonly _key: string
  readonly observations?: readonly { readonly _ref?: string }[]
}

/** A mark on words whose author has said what they claim. */
function isClaim(mark: object): mark is ClaimMark {
  return '_type' in mark && mark._type === 'claim' && 'basis' in mark && 'comparison' in mark
}
