import { WordRuns } from '#components/change/word-runs.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { ShownNote } from './shown-note.ts'

interface NoteCardProps {
  readonly note: ShownNote
  readonly language: Language
  /** This page's own path, to come back to. */
  readonly path: string
  /** How deep its heading is: beneath that of a block, or of the page. */
  readonly level: 2 | 3
}

/** A saved passage or figure with the note on it, what became of it, and how it is cited. The reader's words are shown as text, whatever is in them. */
export function NoteCard({ note, language, path, level }: NoteCardProps) {
  const words = translate('ownPage', language)
  const Heading = `h${level}` as const
  const { id, exact, heading, written, citation, text, pinned, current, fate } = note
  return (
    <article className="my-note" aria-labelledby={`note-${id}`}>
      <Heading id={`note-${id}`} {...languageAttributes(written, language)}>
        {pinned === null ? heading : <a href={pinned}>{heading}</a>}
      </Heading>
      <blockquote {...languageAttributes(written, language)}>{exact}</blockquote>
      <Fate fate={fate} language={language} written={written} />
      {text !== '' && (
        <p className="my-words" dir="auto">
          {text}
        </p>
      )}
      <p className="my-when" {...languageAttributes(written, language)}>
        {citation}
      </p>
      <div className="my-acts">
        {current !== null && (
          <a className="button my-small" href={current} aria-describedby={`note-${id}`}>
            {words('noteOpen')}
          </a>
        )}
        <a className="button my-small" href={`${localPath(language, '/my/notes')}?note=${id}`} aria-describedby={`note-${id}`}>
          {words(text === '' ? 'noteAdd' : 'noteChange')}
        </a>
        <form method="post" action="/api/notes">
          <input type="hidden" name="note" value={id} />
          <input type="hidden" name="callbackUrl" value={path} />
          <button type="submit" className="button my-small" name="action" value="remove" aria-describedby={`note-${id}`}>
            {words('noteRemove')}
          </button>
        </form>
      </div>
    </article>
  )
}

function Fate({ fate, language, written }: { fate: ShownNote['fate']; language: Language; written: string }) {
  const words = translate('ownPage', language)
  switch (fate.kind) {
    case 'same':
      return null
    case 'moved':
    case 'gone':
    case 'unpublished':
      return <p className="note">{words(`fate_${fate.kind}`)}</p>
    case 'superseded':
      return <p className="note">{words('fate_superseded', { value: fate.value, why: fate.why })}</p>
    case 'changed':
      return (
        <div className="note changes">
          <p>{words('fate_changed')}</p>
          <p {...languageAttributes(written, language)}>
            <WordRuns runs={fate.runs} language={language} written={written} />
          </p>
        </div>
      )
  }
}
