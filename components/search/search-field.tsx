import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface SearchFieldProps {
  readonly language: Language
  /** Tells two fields on one page apart. */
  readonly id: string
  readonly text?: string
  /** What is wrong with the search, said by an element with this id. */
  readonly faultId?: string | undefined
  readonly className?: string
}

/** Where one writes what to search for. It needs no script; `components/enhance/search-suggestions.ts` adds suggestions to it. */
export function SearchField({ language, id, text = '', faultId, className = '' }: SearchFieldProps) {
  const words = translate('search', language)
  return (
    <search aria-label={words('label')} className={className}>
      <form action={localPath(language, '/search')} className="search-field">
        <label htmlFor={id} className="said">
          {words('label')}
        </label>
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={text}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          data-suggestions={words('suggestions')}
          aria-invalid={faultId ? true : undefined}
          aria-describedby={faultId}
        />
        <button type="submit">
          <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <circle cx="8.5" cy="8.5" r="5.5" />
            <path d="m13 13 5 5" />
          </svg>
          <span className="said">{words('submit')}</span>
        </button>
      </form>
    </search>
  )
}
