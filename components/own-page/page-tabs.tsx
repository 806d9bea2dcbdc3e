import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface PageTabsProps {
  readonly pages: readonly { readonly id: string; readonly name: string }[]
  /** The one that is shown. */
  readonly shown: string
  readonly language: Language
}

/** The way from one page of one's own to the others; nothing while there is one. */
export function PageTabs({ pages, shown, language }: PageTabsProps) {
  if (pages.length < 2) return null
  return (
    <nav aria-label={translate('ownPage', language)('pages')} className="my-tabs">
      <ul>
        {pages.map(({ id, name }) => (
          <li key={id}>
            <a href={`${localPath(language, '/my')}?page=${id}`} aria-current={id === shown ? 'page' : undefined} dir="auto">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
