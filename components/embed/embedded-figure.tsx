import { subjectText } from '#components/figure/note-panels.tsx'
import { SourceText } from '#components/figure/source-text.tsx'
import { valueText } from '#components/figure/value-text.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { ChangeNote } from './change-note.tsx'
import { EmbedFooter } from './embed-footer.tsx'
import type { ValueChange } from './value-change.ts'

interface EmbeddedFigureProps {
  /** The value that stands today. */
  readonly observation: Observation
  /** How it came to be that, the newest change first. */
  readonly changes: readonly ValueChange[]
  readonly language: Language
  /** The whole address of the page of the figure. */
  readonly address: string
}

/** One value with what a reader needs to judge it, in a page of somebody else. */
export function EmbeddedFigure({ observation, changes, language, address }: EmbeddedFigureProps) {
  const words = translate('embeds', language)
  const { series, breakdown } = observation
  return (
    <main className="embed">
      <h1>{subjectText(observation, language)}</h1>
      <p className="embed-value">{valueText(observation, language)}</p>
      {changes.map((change) => (
        <ChangeNote key={change.after.id} change={change} language={language} />
      ))}
      <dl>
        <div>
          <dt>{words('period')}</dt>
          <dd>{formatPeriod(observation.period, language)}</dd>
        </div>
        <div>
          <dt>{words('series')}</dt>
          <dd>{[nameIn(series, language), breakdown].filter(Boolean).join(': ')}</dd>
        </div>
        <div>
          <dt>{words('source')}</dt>
          <dd>
            <SourceText citation={observation} language={language} />
          </dd>
        </div>
      </dl>
      <EmbedFooter language={language} address={address} />
    </main>
  )
}
