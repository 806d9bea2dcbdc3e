import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { EVIDENCE_MAX, PROBLEM_MAX } from './report-limits.ts'

interface ReportFormProps {
  readonly observation: Observation
  readonly language: Language
  /** What was typed before, and what is wrong with it, when the form came back. */
  readonly filled: { readonly values: Readonly<Record<string, string>>; readonly problem: string } | null
}

/** By which a visitor says what is wrong with a value. It asks for nothing about the visitor. */
export function ReportForm({ observation, language, filled }: ReportFormProps) {
  const words = translate('reports', language)
  const values = filled?.values ?? {}
  return (
    <form method="post" action="/api/reports" className="fields" {...(filled && { 'aria-describedby': 'report-problem' })}>
      {filled && (
        <div id="report-problem" role="alert" className="note">
          <h2>{words('wrong')}</h2>
          <p>{filled.problem}</p>
        </div>
      )}
      <input type="hidden" name="observation" value={observation.id} />
      <input type="hidden" name="lang" value={language} />
      <label htmlFor="problem">{words('problem')}</label>
      <p id="problem-hint" className="hint">
        {words('problemHint', { max: PROBLEM_MAX })}
      </p>
      <textarea
        id="problem"
        name="problem"
        rows={6}
        required
        maxLength={PROBLEM_MAX}
        dir="auto"
        aria-describedby="problem-hint"
        defaultValue={values['problem'] ?? ''}
      />
      <label htmlFor="evidence">{words('evidence')}</label>
      <p id="evidence-hint" className="hint">
        {words('evidenceHint', { max: EVIDENCE_MAX })}
      </p>
      <textarea
        id="evidence"
        name="evidence"
        rows={2}
        maxLength={EVIDENCE_MAX}
        dir="auto"
        aria-describedby="evidence-hint"
        defaultValue={values['evidence'] ?? ''}
      />
      <button type="submit" className="button button-primary">
        {words('submit')}
      </button>
    </form>
  )
}
