/** A document as the lake keeps it, in one of its states. What editors or programs wrote may lack anything but its id and type. */
export interface StoredDocument {
  readonly _id: string
  readonly _type: string
  readonly [attribute: string]: unknown
}

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object under `name`; an empty one if there is none. */
export function objectIn(value: JsonObject | undefined, name: string): JsonObject {
  const found = value?.[name]
  return isObject(found) ? found : {}
}

/** The text under `name`; null if there is none, or nothing but spaces. */
export function textIn(value: JsonObject | undefined, name: string): string | null {
  const found = value?.[name]
  return typeof found === 'string' && found.trim() !== '' ? found : null
}

export function numberIn(value: JsonObject | undefined, name: string): number | null {
  const found = value?.[name]
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

/** The id that the reference under `name` names; null if there is none. */
export function referenceIn(value: JsonObject | undefined, name: string): string | null {
  return textIn(objectIn(value, name), '_ref')
}

/** The objects in the array under `name`. */
export function objectsIn(value: JsonObject | undefined, name: string): readonly JsonObject[] {
  const found = value?.[name]
  return Array.isArray(found) ? found.filter(isObject) : []
}
