import type { z } from 'zod'
import type { ContentReading } from '../content.ts'
import type { Parameters } from './parameters.ts'

/** What the site is, to those who make answers. */
export interface ApiPlace {
  /** Of the site, such as `https://facts.example.org`. */
  readonly origin: string
}

/** What every record has. */
export interface ApiRecord {
  readonly id: string
}

/** Records of one kind, which can be listed page by page in the order of their ids, and read one by one. */
export interface Collection {
  /** As it stands in addresses. */
  readonly name: string
  /** What it holds, as a sentence. */
  readonly description: string
  readonly schema: z.ZodType
  /** What it can be filtered by. */
  readonly filters: Parameters
  /** At most `limit` records behind the id `after`, of those that meet `filters`, and whether more come behind them. A page may be short of `limit`. */
  list(reading: ContentReading, page: PageAsked): Promise<PageFound>
  /** The record with this id; null if there is none. */
  find(reading: ContentReading, id: string): Promise<ApiRecord | null>
}

export interface PageAsked {
  readonly limit: number
  readonly after: string | undefined
  readonly filters: Readonly<Record<string, string | undefined>>
}

export interface PageFound {
  readonly records: readonly ApiRecord[]
  /** The id behind which the next page begins; null if this is the last. */
  readonly nextAfter: string | null
  /** The same as a table. */
  readonly csv: () => string
}

/** The page that `rows`, of which one more than `limit` was asked for, make. */
export function pageOfRows<Row extends ApiRecord>(rows: readonly Row[], limit: number): { rows: readonly Row[]; nextAfter: string | null } {
  const page = rows.slice(0, limit)
  return { rows: page, nextAfter: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
