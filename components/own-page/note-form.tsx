import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface NoteFormProps {
  /** What its fields hold, by name. */
  readonly values: Readonly<Record<string, string>>
  /** What was wrong with it as it was sent; null if nothing, or if it was not. */
  readonly problem: string | null
  readonly language: Language
}

/** Fields that nobody sees. */
const HIDDEN = ['action', 'sheet', 'paragraph', 'figure', 'note', 'revision', 'edition', 'written', 'lang', 'callbackUrl'] as const

/** The form of a note: on a passage, which can be shortened to the words that matter, on a figure, or of one that is there already. */
export function NoteForm({ values, problem, language }: NoteFormProps) {
  const words = translate('ownPage', language)
  const { exact = '', text = '', kept, paragraph, written = language, action } = values
  const isPassage = action === 'add' && paragraph !== undefined
  return (
    <form method="post" action="/api/notes" className="fields">
      {HIDDEN.map((name) => values[name] !== undefined && <input key={name} type="hidden" name={name} value={values[name]} />)}
      {problem !== null && (
        <p id="problem" role="alert" className="note my-error">
          {problem}
        </p>
      )}
      {isPassage && (
        <>
          <label htmlFor="exact">{words('passageLabel')}</label>
          <textarea id="exact" name="exact" rows={6} defaultValue={exact} {...languageAttributes(written, language)} dir="auto" />
        </>
      )}
      {!isPassage && exact !== '' && <blockquote {...languageAttributes(written, language)}>{exact}</blockquote>}
      {kept !== undefined && (
        <>
          <p>{words('noteKept')}</p>
          <p className="my-words" dir="auto">
            {kept}
          </p>
        </>
      )}
      <label htmlFor="text">{words('noteLabel')}</label>
      <textarea id="text" name="text" rows={8} dir="auto" defaultValue={text} aria-describedby={problem === null ? undefined : 'problem'} />
      <button type="submit" className="button button-primary">
        {words('noteSave')}
      </button>
    </form>
  )
}
