import type { PoolClient } from 'pg'
import { type Kind, KINDS } from './entry.ts'
import { closeWords } from './close-words.ts'
import { excerptOf, type Piece } from './excerpt.ts'
import { onIndex } from './on-index.ts'
import { asksForSomething, LONGEST_SEARCH, type Term, termsOf, typedForm, websearchOf } from './terms.ts'

/** Results on a page. */
export const PAGE_SIZE = 10
/** As many entries are looked at of those that have the words in their title, and if these are fewer, in their text alone: a word that nearly everything
 *  has tells nothing apart. */
const TITLES_MAX = 200
const TEXTS_MAX = 200
/** As many of each facet are offered. */
const FACET_MAX = 8

/** What is searched for: words, and what their places, topics, years and kinds must be. */
export interface Search {
  readonly text: string
  /** The language of the page that asks. */
  readonly language: string
  readonly kind: Kind | null
  /** The slug of a country or region. */
  readonly place: string | null
  readonly topic: string | null
  readonly year: number | null
  /** From 1. */
  readonly page: number
}

/** Something that was found. */
export interface Result {
  readonly id: string
  readonly kind: Kind
  readonly language: string
  /** Without a language. */
  readonly path: string
  readonly title: string
  readonly years: readonly number[]
  /** The paragraph that fits best, or as much of it as tells why, with the words that were looked for marked; null if it has none. */
  readonly excerpt: readonly Piece[] | null
  /** The beginning of that paragraph, by which a browser finds it on the page. */
  readonly passage: string | null
}

/** A value that results can be narrowed down to, and how many there are then. */
export interface Choice<Value> {
  readonly value: Value
  readonly count: number
}

export interface Facets {
  readonly kinds: readonly Choice<Kind>[]
  readonly places: readonly (Choice<string> & { readonly name: string })[]
  readonly topics: readonly Choice<string>[]
  readonly years: readonly Choice<number>[]
}

export interface Found {
  readonly state: 'found'
  readonly total: number
  /** Whether there are more than were looked at. */
  readonly isMore: boolean
  readonly results: readonly Result[]
  readonly facets: Facets
  /** What was looked for in place of words that nothing has; null if just what was asked. */
  readonly corrected: string | null
  /** Whether nothing has all the words, so that these have some. */
  readonly isLoose: boolean
}

/** What became of a search. */
export type Outcome =
  | Found
  /** There is no word in it. */
  | { readonly state: 'empty' }
  | { readonly state: 'tooLong'; readonly length: number }
  /** It says only what is not wanted. */
  | { readonly state: 'onlyExcluded' }
  /** It took longer than a search may. */
  | { readonly state: 'tooSlow' }

interface Row {
  readonly id: string
  readonly language: string
  readonly kind: Kind
  readonly path: string
  readonly title: string
  readonly places: readonly string[]
  readonly topics: readonly string[]
  readonly years: readonly number[]
  readonly rank: number
}

/** What is published that has the words of `search`, the best first. */
export async function find(search: Search): Promise<Outcome> {
  if (search.text.length > LONGEST_SEARCH) return { state: 'tooLong', length: search.text.length }
  const terms = termsOf(search.text)
  if (terms.length === 0) return { state: 'empty' }
  if (!asksForSomething(terms)) return { state: 'onlyExcluded' }
  const found = await onIndex((client) => findTerms(client, terms, search))
  return found ?? { state: 'tooSlow' }
}

async function findTerms(client: PoolClient, terms: readonly Term[], search: Search): Promise<Found> {
  const exact = await match(client, terms, search, false)
  if (exact.rows.length > 0) return tell(client, exact, terms, search, { corrected: null, isLoose: false })
  const closer = await closeWords(client, terms, search.language)
  const corrected = closer && typedForm(closer)
  if (closer) {
    const close = await match(client, closer, search, false)
    if (close.rows.length > 0) return tell(client, close, closer, search, { corrected, isLoose: false })
  }
  const wanted = closer ?? terms
  const loose = await match(client, wanted, search, true)
  return tell(client, loose, wanted, search, { corrected, isLoose: loose.rows.length > 0 })
}

interface Matches {
  readonly rows: readonly Row[]
  readonly isMore: boolean
}

/** The query of each configuration, and one that any of them fulfils, by which the index is asked. */
const QUERIES = `asked as (select websearch_to_tsquery('english', $1) as english, websearch_to_tsquery('spanish', $2) as spanish,
    websearch_to_tsquery('arabic', $3) as arabic, websearch_to_tsquery('simple', $4) as simple),
  anyhow as (select (english || spanish || arabic || simple) as query, * from asked)`
const OWN_QUERY = `case e.language when 'en' then anyhow.english when 'es' then anyhow.spanish when 'ar' then anyhow.arabic else anyhow.simple end`

/** What an entry must be, whatever its words. A figure's page says the same in each language. */
const WANTED = `(e.kind <> 'figure' or e.language = $5)
  and ($6::text is null or e.kind = $6) and ($7::text is null or e.places @> array[$7]) and ($8::text is null or e.topics @> array[$8])
  and ($9::integer is null or e.years @> array[$9])`

function queriesOf(terms: readonly Term[], isLoose: boolean): readonly string[] {
  return ['en', 'es', 'ar', ''].map((language) => websearchOf(terms, language, isLoose))
}

/** Each address once, in the language nearest to that of the page. Nothing is chosen by values that are no slugs or years. */
async function match(client: PoolClient, terms: readonly Term[], search: Search, isLoose: boolean): Promise<Matches> {
  const { language, kind, place, topic, year } = search
  // Whole rows go along: to find each of them again would cost more than to have found it.
  const { rows } = await client.query<{ rows: readonly Row[] | null; isMore: boolean }>(
    `with ${QUERIES},
     titled as materialized (select e.* from search.entry e, anyhow where e.title_words @@ query and ${WANTED} limit ${TITLES_MAX}),
     worded as materialized (
       select e.* from search.entry e, anyhow where e.words @@ query and not e.title_words @@ query and ${WANTED}
       limit case when (select count(*) from titled) < ${TITLES_MAX} then ${TEXTS_MAX} else 0 end),
     candidate as (select * from titled union all select * from worded),
     matched as (
       select distinct on (e.path) e.id, e.language, e.kind, e.path, e.title, e.places, e.topics, e.years,
         ts_rank('{0.1, 0.3, 0.6, 1}', e.words, ${OWN_QUERY}, 1) * (case e.kind when 'sheet' then 5 else 1 end) as rank
       from candidate e, anyhow
       where e.words @@ ${OWN_QUERY}
       order by e.path, e.language = $5 desc, e.language = 'en' desc, e.language
     )
     select (select json_agg(matched order by rank desc, path) from matched) as rows,
       (select count(*) from titled) = ${TITLES_MAX} or (select count(*) from worded) = ${TEXTS_MAX} as "isMore"`,
    [...queriesOf(terms, isLoose), language, kind, place, topic, year],
  )
  return { rows: rows[0]?.rows ?? [], isMore: rows[0]?.isMore ?? false }
}

async function tell(
  client: PoolClient,
  { rows, isMore }: Matches,
  terms: readonly Term[],
  search: Search,
  how: Pick<Found, 'corrected' | 'isLoose'>,
): Promise<Found> {
  const shown = rows.slice((search.page - 1) * PAGE_SIZE, search.page * PAGE_SIZE)
  const passages = await bestPassages(client, shown, terms)
  const results = shown.map(({ id, kind, language, path, title, years }) => {
    const passage = passages.get(`${id} ${language}`)
    const isMarked = passage !== undefined && passage.positions.length > 0
    return {
      id,
      kind,
      language,
      path,
      title,
      years,
      excerpt: passage ? excerptOf(passage.text, passage.positions) : null,
      passage: isMarked ? passage.text : null,
    }
  })
  return { state: 'found', total: rows.length, isMore, results, facets: await facetsOf(client, rows, search.language), ...how }
}

interface Passage {
  readonly id: string
  readonly language: string
  readonly text: string
  /** Which of its words, from 1, are among those that were looked for. */
  readonly positions: readonly number[]
}

/** Of each entry the paragraph with the most of the words. */
async function bestPassages(client: PoolClient, shown: readonly Row[], terms: readonly Term[]): Promise<ReadonlyMap<string, Passage>> {
  if (shown.length === 0) return new Map()
  const wanted = terms.filter(({ isExcluded }) => !isExcluded)
  const { rows } = await client.query<Passage>(
    `with ${QUERIES},
     e as (select * from unnest($5::text[], $6::text[]) as e(id, language))
     select e.id, e.language, best.text, best.positions from anyhow, e
     cross join lateral (
       select p.text, p.position, ts_rank(p.words, ${OWN_QUERY}) as rank,
         coalesce((select json_agg(at order by at) from unnest(p.words) as lexeme, unnest(lexeme.positions) as at
           where array_to_tsvector(array[lexeme.lexeme]) @@ ${OWN_QUERY}), '[]') as positions
       from search.passage p where p.entry = e.id and p.language = e.language
       order by rank desc, p.position limit 1
     ) best`,
    [
      ...queriesOf(
        wanted.flatMap(({ words }) => words.map((word) => ({ words: [word], isExcluded: false }))),
        true,
      ),
      shown.map(({ id }) => id),
      shown.map(({ language }) => language),
    ],
  )
  return new Map(rows.map((row) => [`${row.id} ${row.language}`, row]))
}

async function facetsOf(client: PoolClient, rows: readonly Row[], language: string): Promise<Facets> {
  const places = counted(rows.flatMap((row) => row.places)).slice(0, FACET_MAX)
  const names = await placeNames(
    client,
    places.map(({ value }) => value),
    language,
  )
  return {
    kinds: counted(rows.map(({ kind }) => kind)).toSorted((one, other) => KINDS.indexOf(one.value) - KINDS.indexOf(other.value)),
    places: places.map((choice) => ({ ...choice, name: names.get(choice.value) ?? choice.value })),
    topics: counted(rows.flatMap(({ topics }) => topics)).slice(0, FACET_MAX),
    years: counted(rows.flatMap(({ years }) => years))
      .slice(0, FACET_MAX)
      .toSorted((one, other) => other.value - one.value),
  }
}

/** The different `values` and how often each is there, the most frequent first. */
function counted<Value extends string | number>(values: readonly Value[]): readonly Choice<Value>[] {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Array.from(counts, ([value, count]) => ({ value, count })).toSorted(
    (one, other) => other.count - one.count || (one.value < other.value ? 1 : -1),
  )
}

/** What the places with these slugs are called in `language`, else in English. */
async function placeNames(client: PoolClient, slugs: readonly string[], language: string): Promise<ReadonlyMap<string, string>> {
  if (slugs.length === 0) return new Map()
  const { rows } = await client.query<{ slug: string; value: string }>(
    `select distinct on (slug) slug, value from search.name
     where slug = any($1) and kind = 'place' and is_name and language in ($2, 'en') order by slug, language = $2 desc`,
    [slugs, language],
  )
  return new Map(rows.map(({ slug, value }) => [slug, value]))
}
