import { figureIds } from '#lib/figures/figure-ids.ts'
import { isObject, type JsonObject, type StoredDocument } from './stored-document.ts'

/** The id of every observation that a document uses, each once, in the order of reading: in figures, and in what claims rest on. */
export function observationIdsIn(document: StoredDocument): readonly string[] {
  return figureIds(inReadingOrder(document))
}

/** Every object in a sheet's document, in the order of reading. */
export function objectsIn(document: StoredDocument): readonly JsonObject[] {
  return objectsWithin(inReadingOrder(document))
}

/** What a sheet's document holds, in the order of reading: fields have none in the lake. */
function inReadingOrder({ sections, results, ...others }: StoredDocument): readonly unknown[] {
  return [sections, results, others]
}

/** Every object in `value`, each before what it holds. */
function objectsWithin(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsWithin)
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsWithin)] : []
}
