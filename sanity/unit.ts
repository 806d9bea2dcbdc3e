import type { Unit, UnitKind } from '#lib/figures/observation.ts'
import { publishedId } from './published-id.ts'

/** The part of a query that reads a unit. */
export const UNIT_FIELDS = `_id, code, symbol, kind, names[]{language, one, two, few, many, other}`

interface UnitAnswer {
  readonly _id: string
  readonly code: string | null
  readonly symbol: string | null
  readonly kind: UnitKind | null
  readonly names:
    | readonly {
        readonly language: string | null
        readonly one: string | null
        readonly two: string | null
        readonly few: string | null
        readonly many: string | null
        readonly other: string | null
      }[]
    | null
}

/** A unit as a query gives it, made ready to be written with numbers. */
export function toUnit({ _id, code, symbol, kind, names }: UnitAnswer): Unit {
  return {
    id: publishedId(_id),
    code: code ?? '',
    symbol,
    kind: kind ?? 'count',
    names: (names ?? []).flatMap(({ language, one, other, ...forms }) =>
      language && other ? [{ ...forms, language, one: one ?? other, other }] : [],
    ),
  }
}
