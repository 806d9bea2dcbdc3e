import { Day } from '#components/ui/day.tsx'
import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { AnsweredReport } from '#sanity/read/figure-reports.ts'
import { valueText } from './value-text.ts'

interface ReportListProps {
  readonly reports: readonly AnsweredReport[]
  /** Those that the reports are about, and those that corrected them. */
  readonly observations: readonly Observation[]
  readonly language: Language
}

/** What visitors reported of a figure, and what came of it, the latest first. Nothing where nothing was reported. */
export function ReportList({ reports, observations, language }: ReportListProps) {
  if (reports.length === 0) return null
  const words = translate('reports', language)
  const known = new Map(observations.map((observation) => [observation.id, observation]))
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{words('sectionTitle')}</h2>
      <p>{words('sectionText')}</p>
      <ol className="report-list">
        {reports.map((report) => (
          <li key={report.id} id={report.id}>
            <Report
              report={report}
              about={known.get(report.observation)}
              correctedBy={known.get(report.correctedBy ?? '')}
              language={language}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface ReportProps {
  readonly report: AnsweredReport
  readonly about: Observation | undefined
  readonly correctedBy: Observation | undefined
  readonly language: Language
}

function Report({ report: { receivedAt, outcome, answer, quotation }, about, correctedBy, language }: ReportProps) {
  const words = translate('reports', language)
  // Editors answer in English.
  const foreign = languageAttributes('en', language)
  return (
    <>
      <h3>{receivedAt && <Day at={receivedAt} language={language} />}</h3>
      <dl className="facts">
        {about && (
          <div>
            <dt>{words('about')}</dt>
            <dd>
              {valueText(about, language)} ({formatPeriod(about.period, language)})
            </dd>
          </div>
        )}
        <div>
          <dt>{words('outcome')}</dt>
          <dd>{words(outcome)}</dd>
        </div>
        {correctedBy && (
          <div>
            <dt>{words('correctedBy')}</dt>
            <dd>
              <a href={`#${correctedBy.id}`}>{valueText(correctedBy, language)}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>{words('answer')}</dt>
          <dd {...foreign}>{answer}</dd>
        </div>
        {quotation && (
          <div>
            <dt>{words('quoted')}</dt>
            <dd {...languageAttributes(quotation.language, language)}>
              <q>{quotation.problem}</q>
            </dd>
          </div>
        )}
        {quotation?.evidence && (
          <div>
            <dt>{words('quotedEvidence')}</dt>
            <dd {...languageAttributes(quotation.language, language)}>
              <q>{quotation.evidence}</q>
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}
