/** A document as the seed writes it: everything but what the lake adds (`_rev` and the times). */
export interface SeedDocument {
  readonly _id: string
  readonly _type: string
  readonly [field: string]: unknown
}

/** A reference to the document `id`. */
export function reference(id: string) {
  return { _type: 'reference', _ref: id } as const
}

/** An address as the type `slug` keeps it. */
export function slug(current: string) {
  return { _type: 'slug', current }
}
