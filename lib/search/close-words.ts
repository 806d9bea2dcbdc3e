import { distance } from 'fastest-levenshtein'
import type { PoolClient } from 'pg'
import type { Term } from './terms.ts'

/** A shorter word has too many neighbours. */
const SHORTEST = 4

/** `terms` with each word that nothing has in place of the one it was most likely meant for; null if there is none to be exchanged.
 *  A word of `language`, that of whoever asks, is more likely meant than one of another. */
export async function closeWords(client: PoolClient, terms: readonly Term[], language: string): Promise<readonly Term[] | null> {
  const words = [...new Set(terms.filter(({ isExcluded }) => !isExcluded).flatMap(({ words: some }) => some))].filter(
    (word) => /^\p{L}+$/u.test(word) && word.length >= SHORTEST,
  )
  if (words.length === 0) return null
  // Of a short word, one wrong letter leaves few groups of three.
  await client.query('set local pg_trgm.similarity_threshold = 0.2')
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

/** How many letters differ; two that changed places are one mistake. */
function mistakesBetween(word: string, other: string): number {
  const letters = (text: string): string => Array.from(text).toSorted().join('')
  const mistakes = distance(word, other)
  return mistakes === 2 && letters(word) === letters(other) ? 1 : mistakes
}
