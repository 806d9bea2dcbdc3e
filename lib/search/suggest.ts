import type { Kind } from './entry.ts'
import { onIndex } from './on-index.ts'
import { LONGEST_SEARCH } from './terms.ts'
import { configurationOf, forStems, wordsIn } from './words.ts'

/** Something whose title goes on as somebody began to write. */
export interface Suggestion {
  readonly title: string
  readonly kind: Kind
  /** Without a language. */
  readonly path: string
  /** The language that it is written in. */
  readonly language: string
}

const SUGGESTED = 6
/** As many titles are looked at: a beginning of two letters has very many. */
const LOOKED_AT = 300

/** A few titles in `language` that have all the words of `beginning`, the last of which may not be written to its end; none for what is no beginning. */
export async function suggest(beginning: string, language: string): Promise<readonly Suggestion[]> {
  const words = beginning.length > LONGEST_SEARCH ? [] : wordsIn(beginning.toWellFormed()).map(({ word }) => word)
  const last = words.pop()
  if (last === undefined || (words.length === 0 && last.length < 2)) return []
  const suggested = await onIndex(async (client) => {
    const { rows } = await client.query<Suggestion>(
      `with asked as (select websearch_to_tsquery($1::regconfig, $2) as whole,
         (quote_literal($3) || ':*')::tsquery || websearch_to_tsquery($1::regconfig, $3) as begun),
       known as materialized (
         select title, kind, path, language from search.entry, asked
         where title_words @@ (case when numnode(whole) = 0 then begun else whole && begun end) limit ${LOOKED_AT}
       )
       select distinct on (rank, path) title, kind, path, language
       from (select *, (case kind when 'sheet' then 0 else 1 end) * 1000 + length(title) as rank from known) ranked
       where language = $4 or (kind <> 'figure' and language = 'en')
       order by rank, path, language = $4 desc limit ${SUGGESTED}`,
      [configurationOf(language), words.map((word) => forStems(word, language)).join(' '), forStems(last, language), language],
    )
    return rows
  })
  return suggested ?? []
}
