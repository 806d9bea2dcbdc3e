import type { ReactNode } from 'react'
import type { Note } from './notes.ts'

/**
 * A figure or claim in its sentence, as a link that opens its note. A link and no button: it breaks over lines as text does,
 * and is copied, found and kept by readers' views.
 * @see docs/decisions/0224-a-figure-is-a-link-to-its-note.md
 */
export function NoteLink({ note, children }: { note: Note | undefined; children: ReactNode }) {
  if (!note) return children
  return (
    <a id={`figure-${note.number}-at`} href={`#figure-${note.number}`} className="figure" role="doc-noteref" data-note={note.number}>
      {children}
    </a>
  )
}
