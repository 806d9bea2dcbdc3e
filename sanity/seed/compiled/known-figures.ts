import { z } from 'zod'
import { parsePeriod, type Period } from '#lib/figures/period.ts'
import type { SeedDocument } from '../seed-document.ts'

/** A figure of the seed, as far as a sheet is compiled from it. */
export interface KnownFigure {
  readonly id: string
  readonly place: string
  readonly indicator: { readonly id: string; readonly name: string }
  readonly series: string
  readonly breakdown: string | null
  readonly measure: string
  readonly period: Period
  readonly source: KnownSource
  /** The id of the figure that it takes the place of. */
  readonly supersedes: string | null
}

/** A source of the seed. */
export interface KnownSource {
  readonly id: string
  readonly name: string
  /** A day, a month or a year, as ISO 8601 writes it; null where it prints none. */
  readonly date: string | null
}

const text = z
  .string()
  .optional()
  .transform((value) => value ?? null)
const named = z.object({ _ref: z.string() }).transform(({ _ref }) => _ref)
const observationSchema = z.object({
  _id: z.string(),
  place: named,
  indicator: named,
  series: named,
  breakdown: text,
  measure: z.string(),
  period: z.unknown().transform(parsePeriod),
  citation: z.object({ source: named }),
  supersedes: named.optional().transform((value) => value ?? null),
})
const sourceSchema = z.object({ _id: z.string(), title: text, publisher: z.string(), date: text })
const indicatorSchema = z.object({ _id: z.string(), name: z.string() })

/** The figures in documents of the seed, each with what it names. */
export function readFigures(given: {
  readonly observations: readonly SeedDocument[]
  readonly sources: readonly SeedDocument[]
  readonly indicators: readonly SeedDocument[]
}): readonly KnownFigure[] {
  const sources = byId(given.sources.map((document) => sourceSchema.parse(document)))
  const indicators = byId(given.indicators.map((document) => indicatorSchema.parse(document)))
  return given.observations.map((document) => {
    const { _id: id, citation, indicator, ...figure } = observationSchema.parse(document)
    const { title, publisher, date } = sources(citation.source)
    return {
      ...figure,
      id,
      indicator: { id: indicator, name: indicators(indicator).name },
      source: { id: citation.source, name: title ?? publisher, date },
    }
  })
}

function byId<Item extends { readonly _id: string }>(items: readonly Item[]): (id: string) => Item {
  const known = new Map(items.map((item) => [item._id, item]))
  return (id) => {
    const found = known.get(id)
    if (!found) throw new Error(`The seed has no document ${id}.`)
    return found
  }
}
