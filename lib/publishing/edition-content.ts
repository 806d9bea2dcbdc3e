import type { FigureChange } from '#lib/changes/compare-figures.ts'
import type { StoredDocument } from './stored-document.ts'

/** Which shape the JSON of an edition has. */
export const EDITION_FORMAT = 'chancery-edition-1'

/** A name in one language. */
export interface NameIn {
  readonly language: string
  readonly value: string
}

/** A document that an observation names, as it was. */
export interface Named {
  readonly id: string
  readonly name: string | null
  readonly slug: string | null
  readonly names: readonly NameIn[]
}

/** An observation as it was when an edition was published with it. Parts that were not given are null; one that has all it needs is an `Observation` of
 *  `lib/figures`. */
export interface EditionObservation {
  readonly id: string
  readonly indicator: Named | null
  readonly place: Named | null
  readonly measure: string | null
  readonly value: number | null
  readonly upperValue: number | null
  readonly qualifier: string | null
  readonly asPrinted: string | null
  readonly unit: {
    readonly id: string
    readonly code: string | null
    readonly symbol: string | null
    readonly kind: string | null
    /** Its plural forms by language. */
    readonly names: readonly Readonly<Record<string, string>>[]
  } | null
  readonly period: Readonly<Record<string, unknown>> | null
  /** A date alone, or a period. */
  readonly basePeriod: Readonly<Record<string, unknown>> | string | null
  readonly series: {
    readonly id: string
    readonly code: string | null
    readonly name: string | null
    readonly names: readonly NameIn[]
  } | null
  readonly breakdown: string | null
  readonly status: string | null
  readonly source: {
    readonly id: string
    readonly title: string | null
    readonly publisher: string | null
    readonly publisherKind: string | null
    readonly date: string | null
    readonly url: string | null
  } | null
  readonly page: string | null
  readonly table: string | null
  readonly accessedAt: string | null
  readonly note: string | null
  /** The id of the observation that it takes the place of. */
  readonly supersedes: string | null
  readonly supersession: { readonly kind: string | null; readonly reason: string | null } | null
}

/** A source that a sheet names, as it was. */
export interface EditionSource {
  readonly key: string
  readonly title: string | null
  readonly publisher: string | null
  readonly url: string | null
  /** As printed. */
  readonly date: string | null
  readonly page: string | null
  readonly table: string | null
}

/** Everything that an edition holds: what is hashed and signed. */
export interface EditionContent {
  readonly format: typeof EDITION_FORMAT
  /** The id of the published document. */
  readonly document: string
  readonly number: number
  /** The time of the transaction that published it, ISO 8601. */
  readonly published: string
  readonly transaction: string
  /** The hash of the edition before; null for the first. */
  readonly previous: string | null
  readonly language: string
  readonly slug: string
  readonly heading: string
  readonly country: { readonly id: string; readonly code: string | null; readonly name: string | null } | null
  readonly institution: {
    readonly id: string
    readonly name: string | null
    readonly motto: string | null
    readonly printLabel: string | null
    /** The picture as the document had it. */
    readonly seal: Readonly<Record<string, unknown>> | null
  } | null
  readonly change: { readonly major: boolean; readonly note: string | null; readonly figures: readonly FigureChange[] }
  /** The document itself. Each `figure` in its text also has `text`: the words that readers saw. */
  readonly sheet: StoredDocument
  readonly observations: readonly EditionObservation[]
  /** What the sheet names as its sources. */
  readonly sources: readonly EditionSource[]
}
