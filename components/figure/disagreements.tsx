import { findDisagreements, type Conflict } from '#lib/figures/contradictions.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { valueText } from './value-text.ts'

interface DisagreementsProps {
  readonly observations: readonly Observation[]
  readonly language: Language
}

/** Where series say different things of the same time, said in words; nothing where they agree. */
export function Disagreements({ observations, language }: DisagreementsProps) {
  const words = translate('indicators', language)
  const found = findDisagreements(observations)
  if (found.length === 0) return null
  return (
    <section aria-labelledby="disagreements">
      <h2 id="disagreements">{words('disagreements')}</h2>
      <p>{words('disagreementsText')}</p>
      <ul>
        {found.map((conflict) => (
          <li key={conflict.observations[0]?.id}>{disagreementText(conflict, language)}</li>
        ))}
      </ul>
    </section>
  )
}

/** "2014: U.S. estimates: 46,500 hectares and UN estimates: 42,900 hectares." */
function disagreementText({ observations, isPeriodStated }: Conflict, language: Language): string {
  const words = translate('indicators', language)
  const listed = (parts: Iterable<string>, type: Intl.ListFormatType): string =>
    new Intl.ListFormat(INTL_LOCALES[language], { type }).format(parts)
  const [first] = observations
  if (!first) return ''
  const bySeries = Map.groupBy(observations, ({ series }) => series.id)
  const parts = Array.from(bySeries.values(), (values) => {
    const distinct = new Set(values.map((observation) => valueText(observation, language, { hedged: false })))
    const [{ series } = first] = values
    return `${nameIn(series, language)}: ${listed(distinct, 'disjunction')}`
  })
  const period = [formatPeriod(first.period, language), first.breakdown].filter(Boolean).join(`${translate('site', language)('comma')} `)
  const text = `${period}: ${listed(parts, 'conjunction')}.`
  return isPeriodStated ? text : `${text} ${words('periodUnstated')}`
}
