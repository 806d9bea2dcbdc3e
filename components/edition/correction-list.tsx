import { FigureChanges } from '#components/change/figure-changes.tsx'
import { Day } from '#components/ui/day.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import type { EditionLine } from './edition-list.tsx'

/** An edition of any sheet that told readers of a major change. */
export interface Correction extends EditionLine {
  readonly documentId: string
  readonly slug: string
  readonly heading: string
  /** The language that the sheet is written in. */
  readonly language: string
}

/** Major changes of all sheets, the newest first. */
export function CorrectionList({ corrections, language }: { corrections: readonly Correction[]; language: Language }) {
  const words = translate('editions', language)
  return (
    <ul className="editions">
      {corrections.map(({ documentId, slug, heading, language: written, number, publishedAt, note, figureChanges }) => (
        <li key={`${documentId}-${number}`}>
          <h2>
            <a href={`${sheetPath(slug, written, language)}/editions/${number}`}>
              <span {...languageAttributes(written, language)}>{heading}</span>, {words('editionNumber', { number })}
            </a>
          </h2>
          <p>
            <Day at={publishedAt} language={language} />
          </p>
          {note && <p {...languageAttributes(written, language)}>{note}</p>}
          {figureChanges.length > 0 && <FigureChanges changes={figureChanges} language={language} written={written} />}
          <p>
            <a href={`${sheetPath(slug, written, language)}/compare/${number - 1}/${number}`}>{words('correctionLink')}</a>
          </p>
        </li>
      ))}
    </ul>
  )
}
