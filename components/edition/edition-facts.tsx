import { Day } from '#components/ui/day.tsx'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { formatReducedDate } from '#lib/i18n/reduced-date.ts'
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
  /** Days, ISO 8601: when an editor last found the sheet in order, and when one will look again; null where nobody said. */
  readonly reviewedAt: string | null
  readonly nextReviewAt: string | null
}

/** Which edition a sheet's page shows, with its dates. */
export function EditionFacts({ language, written, address, number, first, updated, reviewedAt, nextReviewAt }: EditionFactsProps) {
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
      {reviewedAt && <Review name={translate('reading', language)('reviewed')} day={reviewedAt} language={language} />}
      {nextReviewAt && <Review name={translate('reading', language)('nextReview')} day={nextReviewAt} language={language} />}
    </dl>
  )
}

function Review({ name, day, language }: { name: string; day: string; language: Language }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <time dateTime={day}>{formatReducedDate(day, INTL_LOCALES[language])}</time>
      </dd>
    </div>
  )
}
