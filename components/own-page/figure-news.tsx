import type { FigureChange } from '#lib/changes/compare-figures.ts'
import { changeSubject, changeWhy, periodsOf } from '#lib/figures/change-text.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { ReadSheet } from './read-sheet.ts'
import { SheetLink } from './sheet-link.tsx'

interface News {
  readonly change: FigureChange
  readonly sheets: readonly ReadSheet[]
}

/** Figures that changed in sheets, each once, with the sheets that say it. */
function newsOf(sheets: readonly ReadSheet[]): readonly News[] {
  const all = sheets.flatMap((sheet) => (sheet.difference?.figures ?? []).map((change) => ({ change, sheet })))
  const groups = Map.groupBy(all, ({ change: { kind, before, after } }) => [kind, before?.observation, after?.observation].join(' '))
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first ? [{ change: first.change, sheets: [...new Set([first, ...rest].map(({ sheet }) => sheet))] }] : [],
  )
}

const KINDS = { changed: 'figureChanged', added: 'figureAdded', removed: 'figureRemoved' } as const

/** The figures that changed since their sheets were last read: old, new, why, and where. Nothing if none did. */
export function FigureNews({ sheets, language }: { sheets: readonly ReadSheet[]; language: Language }) {
  const [words, own] = [translate('editions', language), translate('ownPage', language)]
  const news = newsOf(sheets)
  if (news.length === 0) return null
  return (
    <section aria-labelledby="figure-news" className="my-news">
      <h3 id="figure-news">{own('figureNews')}</h3>
      <ul className="changes">
        {news.map(({ change, sheets: saying }) => {
          const written = saying[0]?.written ?? language
          const { before, after, kind } = change
          const periods = periodsOf(change, language)
          return (
            <li key={`${kind} ${before?.observation ?? ''} ${after?.observation ?? ''}`}>
              <strong className="change-kind">{words(KINDS[kind])}</strong>
              <p>
                {changeSubject(change, language)}
                {': '}
                {before && (
                  <>
                    <span className="said">{words('figureBefore')} </span>
                    <del {...languageAttributes(written, language)}>{before.text}</del>
                    {periods.before !== null && ` (${periods.before})`}{' '}
                  </>
                )}
                {after && (
                  <>
                    <span className="said">{words('figureAfter')} </span>
                    <ins {...languageAttributes(written, language)}>{after.text}</ins>
                    {periods.after !== null && ` (${periods.after})`}
                  </>
                )}
              </p>
              {kind === 'changed' && (
                <p className="my-when">
                  {words('figureWhy')}: {changeWhy(change, language)}
                </p>
              )}
              <p className="my-when">
                {own('inSheets')}{' '}
                {saying.map((sheet, index) => (
                  <span key={sheet.documentId}>
                    {index > 0 && translate('site', language)('comma')} <SheetLink sheet={sheet} language={language} />
                  </span>
                ))}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
