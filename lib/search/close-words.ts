import { distance } from 'fastest-levenshtein'
import type { PoolClient } from 'pg'
import type { Term } from './terms.ts'

/** A shorter word has too many neighbours. */
const SHORTEST = 4
/** Words less alike than this are too many. */
const LEAST_LIKENESS = 0.2

/** `terms` with each word that nothing has in place of the one it was most likely meant for; null if there is none to be exchanged.
 *  A word of `language`, that of whoever asks, is more likely meant than one of another. */
export async function closeWords(client: PoolClient, terms: readonly Term[], language: string): Promise<readonly Term[] | null> {
  const words = [...new Set(terms.filter(({ isExcluded }) => !isExcluded).flatMap(({ words: some }) => some))].filter(
    (word) => /^\p{L}+$/u.test(word) && word.length >= SHORTEST,
  )
  if (words.length === 0) return null
  const likeness = Math.min(...words.map(leastLikeness))
  await client.query(`set local pg_trgm.similarity_threshold = ${likeness.toFixed(2)}`)
  const { rows } = await client.query<{ word: string; close: string; isForeign: boolean; entries: number }>(
    `select asked.word, w.word as close, w.language <> $2 as "isForeign", w.entries from unnest($1::text[]) as asked(word)
     cross join lateral (select word, language, entries from search.word w where w.word % asked.word
       order by similarity(w.word, asked.word) desc, w.word, w.language = $2 desc limit 20) w
     where not exists (select from search.word k where k.word = asked.word)`,
    [words, language],
  )
  const meant = new Map<string, string>()
  for (const [word, found] of Map.groupBy(rows, (row) => row.word)) {
    const near = found
      .map((one) => ({ ...one, far: mistakesBetween(word, one.close) }))
      .filter(({ far }) => far <= (word.length < 6 ? 1 : 2))
      .toSorted((one, other) => Number(one.isForeign) - Number(other.isForeign) || one.far - other.far || other.entries - one.entries)
    if (near[0]) meant.set(word, near[0].close)
  }
  if (meant.size === 0) return null
  return terms.map((term) => (term.isExcluded ? term : { ...term, words: term.words.map((word) => meant.get(word) ?? word) }))
}

/** How alike `word` and one with two wrong letters are at least, from 0 to 1, as the database counts it: each letter is in three groups of three.
 *  Of a short word wrong letters leave so few groups that half the words would be as alike: there some are not found. */
function leastLikeness(word: string): number {
  const padded = [' ', ' ', ...Array.from(word), ' ']
  const groups = new Set(padded.slice(2).map((_, index) => padded.slice(index, index + 3).join(''))).size
  return Math.max(LEAST_LIKENESS, Math.floor((100 * (groups - 6)) / (groups + 6)) / 100)
}

/** How many letters differ; two that changed places are one mistake. */
function mistakesBetween(word: string, other: string): number {
  const letters = (text: string): string => Array.from(text).toSorted().join('')
  const mistakes = distance(word, other)
  return mistakes === 2 && letters(word) === letters(other) ? 1 : mistakes
}
