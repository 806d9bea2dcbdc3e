import { Day } from '#components/ui/day.tsx'
import type { Correction } from '#components/edition/correction-list.tsx'
import { changeSubject } from '#lib/figures/change-text.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'

/** The newest corrections and major changes of all sheets, a line each, with the way to all. */
export function RecentCorrections({ corrections, language }: { corrections: readonly Correction[]; language: Language }) {
  const words = translate('editions', language)
  return (
    <>
      {corrections.length === 0 && <p className="my-nothing">{words('correctionsNone')}</p>}
      <ul className="my-list">
        {corrections.map(({ documentId, slug, heading, language: written, number, publishedAt, note, figureChanges }) => (
          <li key={`${documentId} ${number}`} className="my-line">
            <span>
              <a href={`${sheetPath(slug, written, language)}/compare/${number - 1}/${number}`} {...languageAttributes(written, language)}>
                {heading}
              </a>
              <small>
                <Day at={publishedAt} language={language} />
              </small>
              {note && <small {...languageAttributes(written, language)}>{note}</small>}
              {!note && figureChanges[0] && <small>{changeSubject(figureChanges[0], language)}</small>}
            </span>
          </li>
        ))}
      </ul>
      <p className="my-more">
        <a href={localPath(language, '/corrections')}>{words('correctionsTitle')}</a>
      </p>
    </>
  )
}
