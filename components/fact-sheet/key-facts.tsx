import { valueText } from '#components/figure/value-text.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { successorOf } from '#lib/figures/supersession.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf, languageAttributes } from '#lib/i18n/written-language.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'

/** A figure that stands at the top of its sheet. */
export interface KeyFact {
  readonly observation: Observation
  /** The number of the note of the figure in the text; null where that has none. */
  readonly note: number | null
}

/**
 * The key facts of a sheet: those of its own figures that an editor chose. One that was superseded in the text since is the one that took its place; one
 * that the text no longer says is none.
 * @param said the observations that the text says
 * @param known observations beside them
 */
export function keyFactsOf(
  { aids }: Pick<FactSheet, 'aids'>,
  said: readonly Observation[],
  known: readonly Observation[],
): readonly Observation[] {
  const byId = new Map(said.map((observation) => [observation.id, observation]))
  const chosen = aids.keyFacts.flatMap((id) => byId.get(id) ?? byId.get(successorOf(id, known)?.id ?? '') ?? [])
  return [...new Set(chosen)]
}

interface KeyFactsProps {
  readonly facts: readonly KeyFact[]
  /** The language of the page. */
  readonly language: Language
  /** The language of the sheet. */
  readonly written: string
}

/** The key facts at the top of a sheet, in its language where we have its words: what is measured, how much it is, and when. */
export function KeyFacts({ facts, language, written }: KeyFactsProps) {
  if (facts.length === 0) return null
  const own = isLanguage(written) ? written : language
  const comma = translate('site', own)('comma')
  return (
    <section aria-labelledby="key-facts" className="key-facts" lang={own} dir={directionOf(own)}>
      <div id="key-facts" className="kicker" {...languageAttributes(language, own)}>
        {translate('reading', language)('keyFacts')}
      </div>
      <dl>
        {facts.map(({ observation, note }) => (
          <div key={observation.id}>
            <dt>{nameIn(observation.indicator, own)}</dt>
            <dd>
              <data value={observation.value}>
                {note === null ? valueText(observation, own) : <Linked note={note}>{valueText(observation, own)}</Linked>}
              </data>
              {comma} {formatPeriod(observation.period, own)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The note stands below the text's own figure, and leads back there. */
function Linked({ note, children }: { note: number; children: string }) {
  return (
    <a href={`#figure-${note}`} className="figure" role="doc-noteref" data-note={note}>
      {children}
    </a>
  )
}
