import type { Subject } from '#lib/figures/observation.ts'
import { publishedId } from './published-id.ts'

/** The part of a query that reads what has a name and an address: an indicator, a country, a region. */
export const SUBJECT_FIELDS = `"id": _id, name, names[]{language, value}, "slug": slug.current`

interface SubjectAnswer {
  readonly id: string
  readonly slug: string | null
  readonly name: string | null
  readonly names: readonly { readonly language: string | null; readonly value: string | null }[] | null
}

/** An indicator, country or region as a query gives it, with the names that are written already. */
export function toSubject({ id, slug, name, names }: SubjectAnswer): Subject {
  return {
    id: publishedId(id),
    slug: slug ?? '',
    name: name ?? '',
    names: (names ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : [])),
  }
}
