import type { ClientBase } from 'pg'
import { searchOfKey } from '#lib/accounts/follow-target.ts'
import { asksForSomething, LONGEST_SEARCH, termsOf, websearchOf } from '#lib/search/terms.ts'

const LANGUAGES = ['en', 'es', 'ar', ''] as const

/** A search that somebody follows, as the index is asked. */
interface FollowedSearch {
  readonly key: string
  readonly queries: readonly string[]
  readonly kind: string | null
  readonly place: string | null
  readonly topic: string | null
  readonly year: number | null
}

/** The keys of the searches that somebody follows and that find the document `documentId`. All are asked at once, however many there are. */
export async function matchingSearches(client: ClientBase, documentId: string): Promise<readonly string[]> {
  const { rows: followed } = await client.query<{ key: string }>(
    `select distinct key from accounts.follow where kind = 'search' and stopped_at is null`,
  )
  const searches = followed.flatMap(({ key }) => toSearch(key) ?? [])
  if (searches.length === 0) return []
  const column = (index: number) => searches.map(({ queries }) => queries[index] ?? '')
  const { rows } = await client.query<{ key: string }>(
    `select distinct s.key
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::integer[])
       as s(key, english, spanish, arabic, simple, kind, place, topic, year)
     join search.entry e on e.id = $1
     where e.words @@ case e.language when 'en' then websearch_to_tsquery('english', s.english) when 'es' then websearch_to_tsquery('spanish', s.spanish)
         when 'ar' then websearch_to_tsquery('arabic', s.arabic) else websearch_to_tsquery('simple', s.simple) end
       and (s.kind is null or e.kind = s.kind) and (s.place is null or e.places @> array[s.place]) and (s.topic is null or e.topics @> array[s.topic])
       and (s.year is null or e.years @> array[s.year])`,
    [
      documentId,
      searches.map(({ key }) => key),
      ...LANGUAGES.map((_, index) => column(index)),
      ...(['kind', 'place', 'topic', 'year'] as const).map((name) => searches.map((search) => search[name])),
    ],
  )
  return rows.map(({ key }) => key)
}

/** Null for one that asks for nothing. */
function toSearch(key: string): FollowedSearch | null {
  const { query } = searchOfKey(key)
  const terms = termsOf((query.get('q') ?? '').slice(0, LONGEST_SEARCH))
  if (!asksForSomething(terms)) return null
  const year = Number(query.get('year'))
  return {
    key,
    queries: LANGUAGES.map((language) => websearchOf(terms, language)),
    kind: query.get('kind'),
    place: query.get('country'),
    topic: query.get('topic'),
    year: Number.isInteger(year) && year > 0 && year < 10_000 ? year : null,
  }
}
