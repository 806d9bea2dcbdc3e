import type { ReactNode } from 'react'
import { subjectText } from '#components/figure/note-panels.tsx'
import { figurePath } from '#components/figure/figure-address.ts'
import { valueText } from '#components/figure/value-text.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { historyOf } from '#lib/figures/history.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { summarizeSeries } from '#lib/figures/summary.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { SparkLine } from './spark-line.tsx'

/** A figure that somebody watches, with all its values. */
export interface WatchedFigure {
  /** Its item in the block. */
  readonly item: string
  readonly observations: readonly Observation[]
}

interface WatchedFiguresProps {
  readonly figures: readonly WatchedFigure[]
  readonly language: Language
  /** The way to take one away, where the page is being arranged. */
  readonly drop: (item: string, name: string) => ReactNode
}

/** Figures with their latest value and their course. */
export function WatchedFigures({ figures, language, drop }: WatchedFiguresProps) {
  const words = translate('ownPage', language)
  if (figures.length === 0) return <p className="my-nothing">{words('figuresHow')}</p>
  return (
    <ul className="my-list">
      {figures.map(({ item, observations }) => {
        const [row] = historyOf(observations)
        const last = row?.points.findLast(({ isSuperseded }) => !isSuperseded)?.observations[0]
        if (!row || !last)
          return (
            <li key={item} className="my-line">
              <span>{words('figureGone')}</span> {drop(item, item)}
            </li>
          )
        const name = subjectText(last, language)
        const course = summarizeSeries(
          row.points.flatMap((point) => point.observations),
          language,
        )
        return (
          <li key={item} className="my-line">
            <span>
              <a href={localPath(language, figurePath(last))} className="my-value">
                {valueText(last, language)}
              </a>
              <small>
                {name}
                {translate('site', language)('comma')} {formatPeriod(last.period, language)}
              </small>
            </span>
            <SparkLine row={row} label={course ?? name} />
            {drop(item, name)}
          </li>
        )
      })}
    </ul>
  )
}
