import type { SanityClient } from '@sanity/client'

/** A document by the names that a table may call it. */
export interface NamedDocument {
  readonly _id: string
  readonly names: readonly (string | null)[]
  /** Of an indicator or a unit: what kind of unit. */
  readonly kind?: string | null
  readonly code?: string | null
}

/** What the figures of a table may name. */
export interface FiguresOnSite {
  readonly indicators: readonly NamedDocument[]
  readonly places: readonly NamedDocument[]
  readonly units: readonly NamedDocument[]
  readonly series: readonly NamedDocument[]
  readonly sources: ReadonlySet<string>
}

const QUERY = `{
  "indicators": *[_type == "indicator"]{_id, "names": [_id, slug.current, name], "kind": unit->kind, "code": unit->code},
  "places": *[_type in ["country", "region"]]{_id, "names": [_id, slug.current, iso2, name]},
  "units": *[_type == "unit"]{_id, "names": [_id, code], kind, code},
  "series": *[_type == "series"]{_id, "names": [_id, code, name]},
  "sources": *[_type == "source"]._id
}`

type Answer = Readonly<Record<'indicators' | 'places' | 'units' | 'series', readonly NamedDocument[]>> & {
  readonly sources: readonly string[]
}

/** All that is published of what figures name. */
export async function figuresOnSite(client: SanityClient): Promise<FiguresOnSite> {
  const { sources, ...named } = await client.fetch<Answer>(QUERY, {}, { perspective: 'published' })
  return { ...named, sources: new Set(sources) }
}

/** The document that is called `name`, as the first kind of name that any is called by it. */
export function findNamed(documents: readonly NamedDocument[], name: string): NamedDocument | undefined {
  const wanted = name.toLowerCase()
  return documents.find(({ names }) => names.some((known) => known?.toLowerCase() === wanted))
}
