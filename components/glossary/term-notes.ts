import type { Language } from '#lib/i18n/languages.ts'
import type { Body } from '#sanity/body.ts'
import type { Term } from '#sanity/read/terms.ts'

/** Words of a text that the glossary explains. */
export interface TermNote {
  /** From 1, in the order in which they stand on the page. */
  readonly number: number
  /** As the text has them. */
  readonly words: string
  readonly term: Term
}

/** The explained words of a page's texts, by their marks. */
export interface TermNotes {
  readonly of: ReadonlyMap<object, TermNote>
  /** The language of the page, in which the notes are written around the definition. */
  readonly language: Language
  /** The language of the texts. */
  readonly written: string
}

/** The notes for all marked terms of `bodies`, the running texts of a page in their order. `terms` has them by their marks. */
export function termNotesOf(bodies: readonly Body[], terms: ReadonlyMap<object, Term>, written: string, language: Language): TermNotes {
  const of = new Map<object, TermNote>()
  for (const block of bodies.flat()) {
    if (!('children' in block)) continue
    const marks: readonly (object & { readonly _key: string })[] = block.markDefs ?? []
    for (const child of block.children) {
      const mark = marks.find((one) => terms.has(one) && 'marks' in child && Array.isArray(child.marks) && child.marks.includes(one._key))
      const term = mark && terms.get(mark)
      if (mark && term && !of.has(mark)) of.set(mark, { number: of.size + 1, words: wordsUnder(mark._key, block.children), term })
    }
  }
  return { of, written, language }
}

function wordsUnder(key: string, children: readonly object[]): string {
  return children
    .map((child) =>
      'marks' in child && Array.isArray(child.marks) && child.marks.includes(key) && 'text' in child ? String(child.text) : '',
    )
    .join('')
}
