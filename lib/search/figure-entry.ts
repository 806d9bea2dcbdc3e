import { LANGUAGES } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { objectIn, type StoredDocument, textIn } from '#lib/publishing/stored-document.ts'
import { type Entry, figureEntryId } from './entry.ts'
import { nameOf, synonymsOf } from './subject-names.ts'

/** What a search finds of an indicator in a place that it has values for in `years`, in each language of the interface; nothing without both addresses. */
export function figureEntries(indicator: StoredDocument, place: StoredDocument, years: readonly number[]): readonly Entry[] {
  const [indicatorSlug, placeSlug] = [slugOf(indicator), slugOf(place)]
  if (indicatorSlug === null || placeSlug === null) return []
  const topic = textIn(indicator, 'topic')
  const definition = textIn(indicator, 'definition')
  return LANGUAGES.map((language) => ({
    id: figureEntryId(indicator._id, place._id),
    language,
    kind: 'figure',
    path: `/indicators/${indicatorSlug}/${placeSlug}`,
    title: translate('indicators', language)('subject', { indicator: nameOf(indicator, language), place: nameOf(place, language) }),
    places: [placeSlug],
    topics: topic === null ? [] : [topic],
    years,
    sources: [indicator._id, place._id].toSorted(),
    aliases: [...synonymsOf(indicator, language), years.join(' ')],
    passages: definition !== null && language === 'en' ? [definition] : [],
  }))
}

function slugOf(document: StoredDocument): string | null {
  return textIn(objectIn(document, 'slug'), 'current')
}
