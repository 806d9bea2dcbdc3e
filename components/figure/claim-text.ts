import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Note } from './notes.ts'
import { valueText } from './value-text.ts'

/** Whether the source says so itself, or it was computed and from what; null if the words claim nothing. */
export function claimText({ claim }: Pick<Note, 'claim'>, known: readonly Observation[], language: Language): string | null {
  const words = translate('indicators', language)
  if (!claim) return null
  if (claim.basis === 'stated') return words('stated')
  const values = claim.observations.flatMap((id) => {
    const observation = known.find((candidate) => candidate.id === id)
    return observation ? [`${valueText(observation, language)} (${formatPeriod(observation.period, language)})`] : []
  })
  return values.length === 0
    ? words('computed')
    : words('computedFrom', { values: new Intl.ListFormat(INTL_LOCALES[language], { type: 'conjunction' }).format(values) })
}
