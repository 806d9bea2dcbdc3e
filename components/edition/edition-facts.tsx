import { Day } from '#components/ui/day.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface EditionFactsProps {
  readonly language: Language
  /** The language that the sheet around it is written in. */
  readonly written: string
  /** The sheet's address. */
  readonly address: string
  readonly number: number
  /** When the first edition was published, and this one. */
  readonly first: Date
  readonly updated: Date
}

/** Which edition a sheet's page shows, with its dates. */
export function EditionFacts({ language, written, address, number, first, updated }: EditionFactsProps) {
  const words = translate('editions', language)
  return (
    <dl {...languageAttributes(language, written)} className="facts">
      <div>
        <dt>{words('edition')}</dt>
        <dd>
          {number} (<a href={`${address}/editions`}>{words('allEditions')}</a>)
        </dd>
      </div>
      <div>
        <dt>{words('published')}</dt>
        <dd>
          <Day at={first} language={language} />
        </dd>
      </div>
      {number > 1 && (
        <div>
          <dt>{words('updated')}</dt>
          <dd>
            <Day at={updated} language={language} />
          </dd>
        </div>
      )}
    </dl>
  )
}
