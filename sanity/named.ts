import type { LocalizedName, Place } from '#lib/figures/observation.ts'
import { publishedId } from './published-id.ts'

interface Names {
  readonly language: string | null
  readonly value: string | null
}

/** What queries give of a document with a name and an address. */
export interface NamedAnswer {
  readonly _id: string
  readonly slug: string | null
  readonly name: string | null
  readonly names: readonly Names[] | null
}

/** Names in languages other than English, as far as they are written. */
export function toNames(names: readonly Names[] | null): readonly LocalizedName[] {
  return (names ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : []))
}

/** A document with a name and an address, such as a place or an indicator. */
export function toNamed({ _id, slug, name, names }: NamedAnswer): Place {
  return { id: publishedId(_id), slug: slug ?? '', name: name ?? '', names: toNames(names) }
}
