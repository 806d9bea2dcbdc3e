import { IssuedText } from './issued-text.tsx'
import { FigureChanges } from '#components/change/figure-changes.tsx'
import { Day } from '#components/ui/day.tsx'
import type { FigureChange } from '#lib/changes/compare-figures.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

/** An edition as a line of a list. */
export interface EditionLine {
  readonly number: number
  readonly publishedAt: Date
  readonly isMajor: boolean
  readonly note: string | null
  readonly figureChanges: readonly FigureChange[]
  readonly removedAt: Date | null
  /** When its text was issued before it came here, where the sheet says so. */
  readonly issued?: { readonly date?: string; readonly note?: string } | null
}

interface EditionListProps {
  readonly editions: readonly EditionLine[]
  /** The number of the edition that everyone reads now; null if the sheet is no longer published. */
  readonly current: number | null
  readonly language: Language
  /** The language that the sheet is written in, and so its change notes. */
  readonly written: string
  /** The sheet's address. */
  readonly address: string
}

/** The editions of a sheet, the newest first, each with what was said of its changes. */
export function EditionList({ editions, current, language, written, address }: EditionListProps) {
  const words = translate('editions', language)
  const kindOf = ({ number, isMajor }: EditionLine) => words(number === 1 ? 'firstEdition' : isMajor ? 'majorChange' : 'minorChange')
  return (
    <ol reversed start={editions[0]?.number} className="editions">
      {editions.map((edition) => (
        <li key={edition.number} value={edition.number}>
          <h2>
            <a href={`${address}/editions/${edition.number}`}>{words('editionNumber', { number: edition.number })}</a>
            {edition.number === current && ` (${words('current')})`}
            {edition.removedAt && ` (${words('removedEdition')})`}
          </h2>
          <p>
            <Day at={edition.publishedAt} language={language} />. {kindOf(edition)}.
          </p>
          <IssuedText issued={edition.issued ?? null} language={language} written={written} />
          {edition.note && <p {...languageAttributes(written, language)}>{edition.note}</p>}
          {edition.figureChanges.length > 0 && <FigureChanges changes={edition.figureChanges} language={language} written={written} />}
          {edition.number > 1 && !edition.removedAt && (
            <p>
              <a href={`${address}/compare/${edition.number - 1}/${edition.number}`}>
                {words('compareWithBefore', { number: edition.number - 1 })}
              </a>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
