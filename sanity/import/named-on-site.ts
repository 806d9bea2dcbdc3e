import type { SanityClient } from '@sanity/client'

/** Documents of the site that records name otherwise than by id: countries by code, institutions by name. */
export interface NamedOnSite {
  readonly countries: ReadonlyMap<string, string>
  readonly institutions: ReadonlyMap<string, string>
}

const NAMED_QUERY = `{
  "countries": *[_type == "country"]{_id, "name": iso2},
  "institutions": *[_type == "institution"]{_id, name}
}`

type Answer = readonly { readonly _id: string; readonly name: string | null }[]

/** All published countries and institutions of the site. */
export async function namedOnSite(client: SanityClient): Promise<NamedOnSite> {
  const answer = await client.fetch<{ countries: Answer; institutions: Answer }>(NAMED_QUERY, {}, { perspective: 'published' })
  return { countries: byName(answer.countries), institutions: byName(answer.institutions) }
}

function byName(documents: Answer): ReadonlyMap<string, string> {
  return new Map(documents.flatMap(({ _id, name }) => (name === null ? [] : [[name, _id] as const])))
}
