import type { ReactNode } from 'react'
import type { TermNote } from './term-notes.ts'

/**
 * Words that the glossary explains, as a link that opens the explanation, as a figure's does; an abbreviation is told as one.
 * @see docs/decisions/0257-reading-aids-are-links-and-notes.md
 */
export function TermLink({ note, children }: { note: TermNote | undefined; children: ReactNode }) {
  if (!note) return children
  const { number, words, term } = note
  return (
    <a id={`term-${number}-at`} href={`#term-${number}`} className="figure term" role="doc-glossref">
      {words === term.abbreviation ? <abbr title={term.term}>{children}</abbr> : children}
    </a>
  )
}
