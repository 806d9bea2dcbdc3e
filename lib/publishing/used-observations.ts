import { isObject, type JsonObject, referenceIn, type StoredDocument, textIn } from './stored-document.ts'

/** The id of every observation that a document uses, each once, in the order of the document: in figures, and in what claims rest on. */
export function observationIdsIn(document: StoredDocument): readonly string[] {
  return [...new Set(objectsIn(document).flatMap(usedBy))]
}

function usedBy(found: JsonObject): readonly string[] {
  if (found['_type'] === 'figure') return [referenceIn(found, 'observation')].filter((id) => id !== null)
  const basis = found['observations']
  if (found['_type'] !== 'claim' || !Array.isArray(basis)) return []
  return basis.flatMap((reference: unknown) => (isObject(reference) ? (textIn(reference, '_ref') ?? []) : []))
}

/** Every object in a sheet's document, in the order of reading: fields have none in the lake. */
export function objectsIn({ sections, results, ...others }: StoredDocument): readonly JsonObject[] {
  return objectsWithin([sections, results, others])
}

/** Every object in `value`, each before what it holds. */
function objectsWithin(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsWithin)
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsWithin)] : []
}
