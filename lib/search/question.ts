import type { PoolClient } from 'pg'
import { closeWords } from './close-words.ts'
import { meaningful } from './filler.ts'
import { onIndex } from './on-index.ts'
import { LONGEST_SEARCH, type Term, termsOf } from './terms.ts'
import { configurationOf, forStems } from './words.ts'

/** A figure that is asked for. */
export interface Question {
  /** The ids of their documents. */
  readonly indicator: string
  readonly place: string
  /** One year, the first and last of several, or none: then the newest value is meant. */
  readonly years: readonly number[]
  /** The code of the series that is meant; null if none was named. */
  readonly series: string | null
}

/** In what languages questions are understood, whatever the language of the page. */
const LANGUAGES = ['en', 'es', 'ar'] as const
const YEAR = /^(?:1[89]|20|21)\d\d$/

/** A name whose words are all in a question. */
export interface NameInQuestion {
  readonly subject: string
  readonly kind: 'indicator' | 'place' | 'series'
  /** The code of a series. */
  readonly slug: string
  readonly stems: readonly string[]
}

/** The figure that `text`, written on a page in `language`, asks for; null if it names none, or not clearly one: nothing is guessed. */
export async function questionIn(text: string, language: string): Promise<Question | null> {
  if (text.length > LONGEST_SEARCH) return null
  const terms = termsOf(text)
  if (terms.length === 0 || terms.some(({ isExcluded }) => isExcluded)) return null
  return onIndex(async (client) => {
    const asked = await resolve(client, terms)
    if (asked) return asked
    const closer = await closeWords(client, terms, language)
    return closer && resolve(client, closer)
  })
}

async function resolve(client: PoolClient, terms: readonly Term[]): Promise<Question | null> {
  const words = terms.flatMap(({ words: some }) => some)
  const years = words.filter((word) => YEAR.test(word)).map(Number)
  const others = words.filter((word) => !YEAR.test(word))
  if (years.length > 2 || others.length === 0) return null
  for (const language of LANGUAGES) {
    const asked = await resolveIn(client, others, language)
    if (asked) return { ...asked, years: years.toSorted((one, other) => one - other) }
  }
  return null
}

async function resolveIn(client: PoolClient, words: readonly string[], language: string): Promise<Omit<Question, 'years'> | null> {
  const { rows } = await client.query<NameInQuestion & { readonly asked: readonly string[] }>(
    `with asked as (select tsvector_to_array(to_tsvector($1::regconfig, $2)) as stems)
     select subject, kind, slug, array_to_json(name.stems) as stems, array_to_json(asked.stems) as asked
     from search.name, asked where name.stems && asked.stems and name.stems <@ asked.stems and name.language = $3`,
    [
      configurationOf(language),
      meaningful(words, language)
        .map((word) => forStems(word, language))
        .join(' '),
      language,
    ],
  )
  return chosen(rows[0]?.asked ?? [], rows)
}

/** The one figure that the names in a question make up, whose stems are `asked`; null if words are left over, or more than one is meant. */
export function chosen(asked: readonly string[], names: readonly NameInQuestion[]): Omit<Question, 'years'> | null {
  const places = largest(names.filter(({ kind }) => kind === 'place'))
  // The name of an indicator may hold that of a place, such as trade with it.
  const figures = places.flatMap((place) => figuresIn(without(asked, place.stems), names, place.subject))
  const most = Math.max(...figures.map(({ longest }) => longest))
  const best = new Map(
    figures.flatMap(({ longest, ...figure }) => (longest === most ? [[`${figure.indicator} ${figure.place}`, figure] as const] : [])),
  )
  const [only] = best.values()
  return best.size === 1 && only ? only : null
}

/** The figures of a place that `left`, what a question says beside the place, names with all its words: or something else is asked. */
function figuresIn(
  left: readonly string[],
  names: readonly NameInQuestion[],
  place: string,
): readonly (Omit<Question, 'years'> & { readonly longest: number })[] {
  const whole = indicatorsOf(left, names).map((found) => ({ ...found, place, series: null }))
  const series = theOnly(names.filter(({ kind, stems }) => kind === 'series' && isWithin(stems, left)))
  if (whole.length > 0 || !series) return whole
  return indicatorsOf(without(left, series.stems), names).map((found) => ({ ...found, place, series: series.slug }))
}

/** The indicators that have all of the stems `rest` in what they are called, and are called by some of them alone. */
function indicatorsOf(
  rest: readonly string[],
  names: readonly NameInQuestion[],
): readonly { readonly indicator: string; readonly longest: number }[] {
  const indicators = names.filter(({ kind, stems }) => kind === 'indicator' && isWithin(stems, rest))
  return [...Map.groupBy(indicators, ({ subject }) => subject).values()].flatMap((known) => {
    const covered = new Set(known.flatMap(({ stems }) => stems))
    const longest = Math.max(...known.map(({ stems }) => stems.length))
    if (!known[0] || !rest.every((stem) => covered.has(stem))) return []
    return [{ indicator: known[0].subject, longest }]
  })
}

/** Without names that are a part of another: in "Costa Rica coast" there is one place. */
function largest(names: readonly NameInQuestion[]): readonly NameInQuestion[] {
  return names.filter((name) => !names.some((other) => other.stems.length > name.stems.length && isWithin(name.stems, other.stems)))
}

/** The one thing that all of `names` name; undefined if there is none, or several. */
function theOnly(names: readonly NameInQuestion[]): NameInQuestion | undefined {
  return new Set(names.map(({ subject }) => subject)).size === 1 ? names[0] : undefined
}

function isWithin(stems: readonly string[], all: readonly string[]): boolean {
  return stems.every((stem) => all.includes(stem))
}

function without(stems: readonly string[], others: readonly string[]): readonly string[] {
  return stems.filter((stem) => !others.includes(stem))
}
