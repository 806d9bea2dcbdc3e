import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { SourceText } from './source-text.tsx'
import { valueText } from './value-text.ts'

/** The value that a report is about: what it measures, where, when, by whom. */
export function ReportedFigure({ observation, language }: { observation: Observation; language: Language }) {
  const words = translate('indicators', language)
  const { indicator, place, series, breakdown, period } = observation
  const facts = [
    [words('measures'), words('subject', { indicator: nameIn(indicator, language), place: nameIn(place, language) })],
    [words('value'), valueText(observation, language)],
    [words('period'), formatPeriod(period, language)],
    [words('series'), [nameIn(series, language), breakdown].filter(Boolean).join(': ')],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{words('source')}</dt>
        <dd>
          <SourceText citation={observation} language={language} />
        </dd>
      </div>
    </dl>
  )
}
