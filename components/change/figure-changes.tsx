import type { FigureChange } from '#lib/changes/compare-figures.ts'
import { changeSubject, changeWhy, periodsOf } from '#lib/figures/change-text.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface FigureChangesProps {
  readonly changes: readonly FigureChange[]
  readonly language: Language
  /** The language that the sheet is written in. */
  readonly written: string
}

const KINDS = { changed: 'figureChanged', added: 'figureAdded', removed: 'figureRemoved' } as const

/** What became of figures: old, new, and why, each said in words. */
export function FigureChanges({ changes, language, written }: FigureChangesProps) {
  const words = translate('editions', language)
  return (
    <ul className="changes">
      {changes.map((change, index) => {
        const periods = periodsOf(change, language)
        return (
          // oxlint-disable-next-line react/no-array-index-key -- rendered once, on the server, and never reordered
          <li key={index}>
            <strong className="change-kind">{words(KINDS[change.kind])}</strong>
            <p>{changeSubject(change, language)}</p>
            <dl className="facts">
              {change.before && (
                <div>
                  <dt>{words('figureBefore')}</dt>
                  <dd>
                    <del {...languageAttributes(written, language)}>{change.before.text}</del>
                    {periods.before !== null && ` (${periods.before})`}
                  </dd>
                </div>
              )}
              {change.after && (
                <div>
                  <dt>{words('figureAfter')}</dt>
                  <dd>
                    <ins {...languageAttributes(written, language)}>{change.after.text}</ins>
                    {periods.after !== null && ` (${periods.after})`}
                  </dd>
                </div>
              )}
              {change.kind === 'changed' && (
                <div>
                  <dt>{words('figureWhy')}</dt>
                  <dd>{changeWhy(change, language)}</dd>
                </div>
              )}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}
