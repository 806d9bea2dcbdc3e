import { valueText } from '#components/figure/value-text.ts'
import { dayText } from '#components/ui/day.tsx'
import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** One value that took the place of another. */
export interface ValueChange {
  readonly before: Observation
  readonly after: Observation
  /** When it was published; null if that is not known. */
  readonly at: Date | null
}

/** How `observation` came to be what it is, the newest change first. Of a circle, each step once. */
export function changesTo(
  observation: Observation,
  known: readonly Observation[],
  publishedAt: ReadonlyMap<string, Date>,
): readonly ValueChange[] {
  const byId = new Map(known.map((one) => [one.id, one]))
  const changes: ValueChange[] = []
  const seen = new Set<string>()
  let after = observation
  while (after.supersedes !== null && !seen.has(after.id)) {
    seen.add(after.id)
    const before = byId.get(after.supersedes)
    if (!before) break
    changes.push({ before, after, at: publishedAt.get(after.id) ?? null })
    after = before
  }
  return changes
}

/** "Corrected on 26 November 2026: now 46,500 hectares, before 45,600 hectares." `withPeriod` says of which period, too. */
export function changeText({ before, after, at }: ValueChange, language: Language, withPeriod = false): string {
  const words = translate('embeds', language)
  const values = { after: valueText(after, language), before: valueText(before, language), date: at === null ? '?' : dayText(at, language) }
  const sentence = words(`changed_${after.supersession?.kind ?? 'unstated'}`, values)
  return withPeriod ? `${formatPeriod(after.period, language)}: ${sentence}` : sentence
}
