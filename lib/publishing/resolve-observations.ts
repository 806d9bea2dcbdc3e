import type { EditionObservation, NameIn, Named } from './edition-content.ts'
import { type JsonObject, numberIn, objectIn, objectsIn, referenceIn, type StoredDocument, textIn } from './stored-document.ts'

/** Documents by their ids, as they were at the moment of a transaction; those that were not there are left out. */
export type ReadDocuments = (ids: readonly string[]) => Promise<ReadonlyMap<string, StoredDocument>>

/** The observations `ids` with all that they name, as they were. One that was not there is left out. */
export async function resolveObservations(ids: readonly string[], read: ReadDocuments): Promise<readonly EditionObservation[]> {
  const observations = await read(ids)
  const found = ids.flatMap((id) => observations.get(id) ?? [])
  const named = await read([...new Set(found.flatMap(namedBy))])
  return found.map((observation) => toObservation(observation, named))
}

const citationOf = (observation: StoredDocument): JsonObject => objectIn(observation, 'citation')

function namedBy(observation: StoredDocument): readonly string[] {
  const direct = ['indicator', 'place', 'unit', 'series'].map((field) => referenceIn(observation, field))
  return [...direct, referenceIn(citationOf(observation), 'source')].filter((id) => id !== null)
}

function toObservation(observation: StoredDocument, named: ReadonlyMap<string, StoredDocument>): EditionObservation {
  const citation = citationOf(observation)
  const at = (value: JsonObject, field: string) => named.get(referenceIn(value, field) ?? '')
  return {
    id: observation._id,
    indicator: toNamed(at(observation, 'indicator')),
    place: toNamed(at(observation, 'place')),
    measure: textIn(observation, 'measure'),
    value: numberIn(observation, 'value'),
    upperValue: numberIn(observation, 'upperValue'),
    qualifier: textIn(observation, 'qualifier'),
    asPrinted: textIn(observation, 'asPrinted'),
    unit: toUnit(at(observation, 'unit')),
    period: toPeriod(observation, 'period'),
    basePeriod: textIn(observation, 'basePeriod') ?? toPeriod(observation, 'basePeriod'),
    series: toSeries(at(observation, 'series')),
    breakdown: textIn(observation, 'breakdown'),
    status: textIn(observation, 'status'),
    source: toSource(at(citation, 'source')),
    page: textIn(citation, 'page'),
    table: textIn(citation, 'table'),
    accessedAt: textIn(citation, 'accessedAt'),
    note: textIn(observation, 'note'),
    supersedes: referenceIn(observation, 'supersedes'),
    supersession: toSupersession(objectIn(observation, 'supersession')),
  }
}

function toNamed(document: StoredDocument | undefined): Named | null {
  if (!document) return null
  return { id: document._id, name: textIn(document, 'name'), slug: textIn(objectIn(document, 'slug'), 'current'), names: namesOf(document) }
}

function namesOf(document: StoredDocument): readonly NameIn[] {
  return objectsIn(document, 'names').flatMap((name) => {
    const [language, value] = [textIn(name, 'language'), textIn(name, 'value')]
    return language === null || value === null ? [] : [{ language, value }]
  })
}

const FORMS = ['language', 'one', 'two', 'few', 'many', 'other']

/** A unit's name in one language, in each form that it has. */
function formsOf(name: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(FORMS.flatMap((form) => [[form, textIn(name, form)] as const].filter(isGiven)))
}

function isGiven(entry: readonly [string, string | null]): entry is readonly [string, string] {
  return entry[1] !== null
}

function toUnit(unit: StoredDocument | undefined): EditionObservation['unit'] {
  if (!unit) return null
  const names = objectsIn(unit, 'names').map(formsOf)
  return { id: unit._id, code: textIn(unit, 'code'), symbol: textIn(unit, 'symbol'), kind: textIn(unit, 'kind'), names }
}

function toPeriod(observation: StoredDocument, field: string): EditionObservation['period'] {
  const { _type: _, ...period } = objectIn(observation, field)
  return Object.keys(period).length > 0 ? period : null
}

function toSeries(series: StoredDocument | undefined): EditionObservation['series'] {
  return series ? { id: series._id, code: textIn(series, 'code'), name: textIn(series, 'name'), names: namesOf(series) } : null
}

function toSource(source: StoredDocument | undefined): EditionObservation['source'] {
  if (!source) return null
  const [title, publisher, publisherKind] = [textIn(source, 'title'), textIn(source, 'publisher'), textIn(source, 'publisherKind')]
  return { id: source._id, title, publisher, publisherKind, date: textIn(source, 'date'), url: textIn(source, 'url') }
}

function toSupersession(given: JsonObject): EditionObservation['supersession'] {
  const [kind, reason] = [textIn(given, 'kind'), textIn(given, 'reason')]
  return kind === null && reason === null ? null : { kind, reason }
}
