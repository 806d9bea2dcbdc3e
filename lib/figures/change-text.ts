import type { FigureChange } from '#lib/changes/compare-figures.ts'
import { isolate } from '#lib/i18n/isolate.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { formatPeriod } from './format-period.ts'

const REASONS = ['newData', 'scheduledRevision', 'correction', 'redefinition'] as const

type Named = Pick<FigureChange, 'indicator' | 'place'>
type Sides = Pick<FigureChange, 'before' | 'after'>

/** What a figure is about: "Coca cultivation, Peru". */
export function subjectOf({ indicator, place }: Named, language: Language): string {
  const words = translate('editions', language)
  if (indicator === null) return words('figureUnknown')
  return place === null ? indicator : words('figureSubject', { indicator, place })
}

/** What a change is about, with the period where that is one: "Coca cultivation, Peru, 2014". */
export function changeSubject(change: Named & Sides, language: Language): string {
  const subject = subjectOf(change, language)
  const { before, after } = periodsOf(change, language)
  const only = (change.after ?? change.before)?.period
  return only && before === null && after === null
    ? translate('editions', language)('figureSubjectWhen', { subject, period: formatPeriod(only, language) })
    : subject
}

/** For which periods the two sides of a change hold, where the figure is for another one now: 2016, 2017. */
export function periodsOf({ before, after }: Sides, language: Language): { readonly before: string | null; readonly after: string | null } {
  if (!before || !after) return { before: null, after: null }
  const [from, to] = [before, after].map(({ period }) => period && formatPeriod(period, language))
  return from === to ? { before: null, after: null } : { before: from ?? null, after: to ?? null }
}

/** The words of both sides of a change, with their periods where these differ: "46,500 (2014)"; null where there is no such side. */
export function sideTexts(change: Sides, language: Language): { readonly before: string | null; readonly after: string | null } {
  const periods = periodsOf(change, language)
  const textOf = (side: 'before' | 'after'): string | null => {
    const [text, period] = [change[side]?.text ?? null, periods[side]]
    return text === null || period === null ? text : translate('editions', language)('figureWhen', { text, period })
  }
  return { before: textOf('before'), after: textOf('after') }
}

/** Why an observation took another's place: "Correction: Counted twice." */
export function whyText(why: FigureChange['why'], language: Language): string {
  return reasonOf(why, language) ?? translate('editions', language)('figureNoWhy')
}

/** Why a figure changed; that it is for another period now, where nobody said more. */
export function changeWhy(change: Pick<FigureChange, 'why'> & Sides, language: Language): string {
  const isOfOnePeriod = periodsOf(change, language).after === null
  return reasonOf(change.why, language) ?? translate('editions', language)(isOfOnePeriod ? 'figureNoWhy' : 'figureOtherPeriod')
}

function reasonOf(why: FigureChange['why'], language: Language): string | null {
  const kind = REASONS.find((known) => known === why?.kind)
  const parts = [kind && translate('editions', language)(`why_${kind}`), why?.reason && isolate(why.reason, language)].filter(Boolean)
  return parts.length > 0 ? parts.join(': ') : null
}
