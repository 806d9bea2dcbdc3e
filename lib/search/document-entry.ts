import type { EditionObservation } from '#lib/publishing/edition-content.ts'
import { figureText } from '#lib/publishing/figure-text.ts'
import { headingOf } from '#lib/publishing/make-edition.ts'
import { type ReadDocuments, resolveObservations } from '#lib/publishing/resolve-observations.ts'
import { type JsonObject, objectIn, objectsIn, referenceIn, type StoredDocument, textIn } from '#lib/publishing/stored-document.ts'
import { observationIdsIn } from '#lib/publishing/used-observations.ts'
import type { Entry } from './entry.ts'
import { yearsOf } from './years.ts'

type Observations = ReadonlyMap<string, EditionObservation>

/** What a search finds of a published sheet, answered question or page; null if it has no address, or is something else. */
export async function documentEntry(document: StoredDocument, read: ReadDocuments): Promise<Entry | null> {
  // An entry is made anew when any document changes that it asked for, those included that are not there yet.
  const asked = new Set([document._id])
  const noting: ReadDocuments = (ids) => {
    for (const id of ids) asked.add(id)
    return read(ids)
  }
  const observations = await resolveObservations(observationIdsIn(document), noting)
  const known = new Map(observations.map((observation) => [observation.id, observation]))
  const indicators = await noting([...new Set(observations.flatMap(({ indicator }) => indicator?.id ?? []))])
  const country = (await noting([referenceIn(document, 'country')].filter((id) => id !== null))).values().next().value
  const told = tellingOf(document, country, known)
  if (told === null) return null
  const slug = textIn(objectIn(country, 'slug'), 'current')
  return {
    ...told,
    id: document._id,
    language: textIn(document, 'language') ?? 'en',
    places: slug === null ? [] : [slug],
    topics: [...new Set([...indicators.values()].flatMap((indicator) => textIn(indicator, 'topic') ?? []))].toSorted(),
    years: yearsOf(observations.map(({ period }) => period)),
    sources: [...asked].toSorted(),
  }
}

type Telling = Pick<Entry, 'kind' | 'path' | 'title' | 'aliases' | 'passages'>

function tellingOf(document: StoredDocument, country: StoredDocument | undefined, known: Observations): Telling | null {
  const language = textIn(document, 'language') ?? 'en'
  const slug = textIn(objectIn(document, 'slug'), 'current')
  const text = (value: JsonObject, field: string): readonly string[] => paragraphsIn(value, field, known, language)
  switch (document._type) {
    case 'factSheet': {
      if (slug === null) return null
      const sections = objectsIn(document, 'sections')
      const results = objectIn(document, 'results')
      return {
        kind: 'sheet',
        path: `/fact-sheets/${slug}`,
        title: headingOf(document, country, language) || slug,
        aliases: sections.flatMap((section) => textIn(section, 'heading') ?? []),
        passages: [
          ...sections.flatMap((section) => text(section, 'body')),
          textIn(results, 'lead'),
          ...objectsIn(results, 'items').flatMap((item) => text(item, 'body')),
          textIn(document, 'summary'),
        ].filter((passage) => passage !== null),
      }
    }
    case 'faqEntry':
      return {
        kind: 'question',
        path: `/faq#${document._id}`,
        title: textIn(document, 'question') ?? '',
        aliases: [],
        passages: text(document, 'answer'),
      }
    case 'page':
      if (slug === null) return null
      return { kind: 'page', path: `/${slug}`, title: textIn(document, 'title') ?? slug, aliases: [], passages: text(document, 'body') }
    default:
      return null
  }
}

function paragraphsIn(value: JsonObject, field: string, known: Observations, language: string): readonly string[] {
  return objectsIn(value, field).flatMap((block) => {
    const words = objectsIn(block, 'children').map((child) =>
      child['_type'] === 'figure' ? figureText(known.get(referenceIn(child, 'observation') ?? ''), child, language) : textOf(child),
    )
    const paragraph = words.join('').trim()
    return paragraph === '' ? [] : [paragraph]
  })
}

/** The text of a span, spaces at its ends included. */
function textOf({ text }: JsonObject): string {
  return typeof text === 'string' ? text : ''
}
