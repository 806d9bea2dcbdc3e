import { isDrawn } from '#components/figure/is-drawn.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import { figurePath } from '#components/figure/figure-address.ts'
import type { Observation } from '#lib/figures/observation.ts'
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
  return (
    <section aria-labelledby="embed">
      <h2 id="embed">{words('section')}</h2>
      <p>{words('sectionText')}</p>
      {isDrawn(observations) && (
        <Code
          id="embed-chart"
          label={words('chartCode')}
          html={frameHtml(
            addressIn(language, chartEmbedPath(figurePath(latest)), origin),
            subjectText(latest, language),
            EMBED_HEIGHTS.chart,
          )}
        />
      )}
      <ValueEmbedCode observation={latest} label={words('valueCode')} language={language} origin={origin} />
      {others.length > 0 && <p>{words('otherValues', { link: translate('reading', language)('citeOrReport') })}</p>}
    </section>
  )
}

interface ValueEmbedCodeProps {
  readonly observation: Observation
  readonly label: string
  readonly language: Language
  /** The origin of the site. */
  readonly origin: string
}

/** The HTML by which others show one value in their pages. */
export function ValueEmbedCode({ observation, label, language, origin }: ValueEmbedCodeProps) {
  const address = addressIn(language, figureEmbedPath(observation.id), origin)
  return <Code id="embed-value" label={label} html={frameHtml(address, subjectText(observation, language), EMBED_HEIGHTS.figure)} />
}

function addressIn(language: Language, path: string, origin: string): string {
  return new URL(localPath(language, path), origin).href
}

function Code({ id, label, html }: { id: string; label: string; html: string }) {
  return (
    <div className="embed-code">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} readOnly rows={3} dir="ltr" lang="zxx" spellCheck={false} defaultValue={html} />
    </div>
  )
}
