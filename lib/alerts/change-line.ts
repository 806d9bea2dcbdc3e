import { subjectOf, whyText } from '#lib/figures/change-text.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation, observationSchema } from '#lib/figures/observation.ts'
import { isolate } from '#lib/i18n/isolate.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { NewsFigure, NewsValue } from './news.ts'

/** A change of a figure in one line of `language`: "Peru, Coca cultivation: 44,000 → 49,800 ha (2016 → 2017)". What an observation lacks for that is said
 *  as its sheet said it. */
export function changeLine({ before, after, kind }: NewsFigure, language: Language): string {
  const words = translate('following', language)
  const [old, now] = [wholeOf(before), wholeOf(after)]
  const subject = subjectLine(now ?? old, before, after, language)
  const when = periodText(old, now, language)
  const text = {
    subject,
    before: old ? valueText(old, now, language) : isolate(before?.text ?? '', language),
    after: now ? valueText(now, null, language) : isolate(after?.text ?? '', language),
  }
  const line = words(`line_${kind === 'changed' ? 'changed' : kind}`, text)
  return when === '' ? line : words('lineWhen', { line, when })
}

/** Why it changed; null where nobody said. */
export function changeReason({ why }: NewsFigure, language: Language): string | null {
  return why?.kind != null || why?.reason != null ? whyText(why, language) : null
}

function subjectLine(whole: Observation | null, before: NewsValue | null, after: NewsValue | null, language: Language): string {
  if (whole)
    return translate('following', language)('lineSubject', {
      indicator: nameIn(whole.indicator, language),
      place: nameIn(whole.place, language),
    })
  const { indicator, place } = (after ?? before)?.observation ?? {}
  return subjectOf({ indicator: indicator?.name ?? null, place: place?.name ?? null }, language)
}

/** The unit stands once in a line, behind the value that is new. */
function valueText(value: Observation, next: Observation | null, language: Language): string {
  const isUnitNext = next !== null && next.unit.id === value.unit.id && next.unit.kind !== 'money' && next.unit.kind !== 'share'
  return formatFigure(value, { form: isUnitNext ? 'number' : 'symbol', hedged: false }, language)
}

function periodText(old: Observation | null, now: Observation | null, language: Language): string {
  const [from, to] = [old && formatPeriod(old.period, language), now && formatPeriod(now.period, language)]
  if (from !== null && to !== null && from !== to) return translate('following', language)('periods', { from, to })
  return to ?? from ?? ''
}

function wholeOf(value: NewsValue | null): Observation | null {
  const parsed = value ? observationSchema.safeParse(value.observation) : null
  return parsed?.success ? parsed.data : null
}
