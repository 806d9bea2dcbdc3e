import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { reportPath } from './report-address.ts'
import { valueText } from './value-text.ts'

/** Leads to the form by which an error in one value is reported; its name says in which, since a table has many such links. */
export function ReportLink({ observation, language }: { observation: Observation; language: Language }) {
  const words = translate('reports', language)
  const name = words('linkOf', { value: valueText(observation, language), period: formatPeriod(observation.period, language) })
  return (
    <a href={localPath(language, reportPath(observation))} aria-label={name} className="report-link">
      {words('link')}
    </a>
  )
}
