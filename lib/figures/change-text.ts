import type { FigureChange } from '#lib/changes/compare-figures.ts'
import { isolate } from '#lib/i18n/isolate.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const REASONS = ['newData', 'scheduledRevision', 'correction', 'redefinition'] as const

/** What a changed figure is about: "Coca cultivation, Peru". */
export function subjectOf({ indicator, place }: Pick<FigureChange, 'indicator' | 'place'>, language: Language): string {
  const words = translate('editions', language)
  if (indicator === null) return words('figureUnknown')
  return place === null ? indicator : words('figureSubject', { indicator, place })
}

/** Why a figure changed: "Correction: Counted twice." */
export function whyText(why: FigureChange['why'], language: Language): string {
  const words = translate('editions', language)
  const kind = REASONS.find((known) => known === why?.kind)
  const parts = [kind && words(`why_${kind}`), why?.reason && isolate(why.reason, language)].filter(Boolean)
  return parts.length > 0 ? parts.join(': ') : words('figureNoWhy')
}
