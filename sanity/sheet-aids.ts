/** What an editor says about a sheet for its readers, beside its text. */
export interface SheetAids {
  /** The ids of the observations that stand at the top, in their order. Each should be one that the text says. */
  readonly keyFacts: readonly string[]
  /** The ids of sheets that an editor points to. */
  readonly relatedSheets: readonly string[]
  /** The id of the country that the sheet is about; null if it is about no one country. */
  readonly country: string | null
  /** Days, ISO 8601; null where nobody said. */
  readonly reviewedAt: string | null
  readonly nextReviewAt: string | null
}

interface Reference {
  readonly _ref?: string
}

/** Fields of a sheet's document. */
interface StoredAids {
  readonly keyFacts?: readonly Reference[] | null
  readonly relatedSheets?: readonly Reference[] | null
  readonly country?: Reference | null
  readonly reviewedAt?: string | null
  readonly nextReviewAt?: string | null
}

/** The aids that a sheet's document holds, in whatever state. */
export function toSheetAids({ keyFacts, relatedSheets, country, reviewedAt, nextReviewAt }: StoredAids): SheetAids {
  const ids = (references: readonly Reference[] | null | undefined) => (references ?? []).flatMap(({ _ref }) => _ref ?? [])
  return {
    keyFacts: ids(keyFacts),
    relatedSheets: ids(relatedSheets),
    country: country?._ref ?? null,
    reviewedAt: reviewedAt || null,
    nextReviewAt: nextReviewAt || null,
  }
}
