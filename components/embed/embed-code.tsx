import { isDrawn } from '#components/figure/is-drawn.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import { figurePath } from '#components/figure/figure-address.ts'
import { valueText } from '#components/figure/value-text.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { comparePeriods } from '#lib/figures/period.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { chartEmbedPath, EMBED_HEIGHTS, figureEmbedPath, frameHtml } from './embed-address.ts'

interface EmbedCodeProps {
  /** All values of one indicator in one place. */
  readonly observations: readonly Observation[]
  readonly language: Language
  /** The origin of the site. */
  readonly origin: string
}

/** The HTML by which others show a figure in their pages, to be copied. */
export function EmbedCode({ observations, language, origin }: EmbedCodeProps) {
  const words = translate('embeds', language)
  const [latest, ...others] = currentOf(observations).toSorted((one, other) => comparePeriods(other.period, one.period))
  if (!latest) return null
  const subject = subjectText(latest, language)
  const addressOf = (path: string) => new URL(localPath(language, path), origin).href
  const chart = chartEmbedPath(figurePath(latest))
  return (
    <section aria-labelledby="embed">
      <h2 id="embed">{words('section')}</h2>
      <p>{words('sectionText')}</p>
      {isDrawn(observations) && (
        <Code id="embed-chart" label={words('chartCode')} html={frameHtml(addressOf(chart), subject, EMBED_HEIGHTS.chart)} />
      )}
      <Code
        id="embed-value"
        label={words('valueCode')}
        html={frameHtml(addressOf(figureEmbedPath(latest.id)), subject, EMBED_HEIGHTS.figure)}
      />
      {others.length > 0 && (
        <details>
          <summary>{words('otherValues')}</summary>
          <p>{words('otherValuesText')}</p>
          <ul>
            {others.map((observation) => (
              <li key={observation.id}>
                <a href={localPath(language, figureEmbedPath(observation.id))}>
                  {formatPeriod(observation.period, language)}, {nameIn(observation.series, language)}: {valueText(observation, language)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Code({ id, label, html }: { id: string; label: string; html: string }) {
  return (
    <div className="embed-code">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} readOnly rows={3} dir="ltr" lang="zxx" spellCheck={false} defaultValue={html} />
    </div>
  )
}
