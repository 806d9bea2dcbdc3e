import type { Notes } from '#components/figure/notes.ts'
import { RichText } from '#components/ui/rich-text.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import type { Body } from '#sanity/body.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { NewerNotes, paragraphId } from './newer-note.tsx'
import type { ShownAids } from './shown-aids.ts'

interface SheetParagraphsProps {
  readonly sheet: FactSheet
  /** The section or result that the text is of. */
  readonly part: string
  readonly body: Body
  readonly notes: Notes
  readonly aids: ShownAids
  readonly language: Language
}

/** Running text of a sheet: each paragraph has an address of its own, and says what is newer in the original. */
export function SheetParagraphs({ sheet, part, body, notes, aids, language }: SheetParagraphsProps) {
  const keyOf = (block: string) => `${part}.${block}`
  return (
    <RichText
      body={body}
      language={sheet.language}
      notes={notes}
      terms={aids.terms}
      lastingAddressOf={aids.address === null ? undefined : (block) => `${aids.address}/p/${encodeURIComponent(keyOf(block))}`}
      idOf={(block) => paragraphId(keyOf(block))}
      after={(block) => NewerNotes({ sheet, after: keyOf(block), language })}
    />
  )
}
