import type { FigureChange } from '#lib/changes/compare-figures.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf } from '#lib/i18n/written-language.ts'

const REASONS = ['newData', 'scheduledRevision', 'correction', 'redefinition'] as const

/** What a changed figure is about: "Coca cultivation, Peru". */
export function subjectOf({ indicator, place }: Pick<FigureChange, 'indicator' | 'place'>, language: Language): string {
  const words = translate('editions', language)
  if (indicator === null) return words('figureUnknown')
  return place === null ? indicator : words('figureSubject', { indicator, place })
}

/** Why a figure changed: "Correction: Counted twice." The reason is an editor's, in whichever script: among words from right to left it stands by itself. */
export function whyText(why: FigureChange['why'], language: Language): string {
  const words = translate('editions', language)
  const kind = REASONS.find((known) => known === why?.kind)
  const reason = why?.reason && directionOf(language) === 'rtl' ? `\u2068${why.reason}\u2069` : why?.reason
  const parts = [kind && words(`why_${kind}`), reason].filter(Boolean)
  return parts.length > 0 ? parts.join(': ') : words('figureNoWhy')
}
