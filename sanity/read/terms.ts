import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Body } from '../body.ts'
import { readContent, type View } from '../live.ts'

export const TERMS_BY_ID_QUERY = defineQuery(`*[_type == "term" && _id in $ids]{"id": _id, term, abbreviation, definition, language}`)

export const GLOSSARY_QUERY = defineQuery(
  `*[_type == "term" && language == $language]{"id": _id, term, abbreviation, definition, language}`,
)

/** A word of the trade or an abbreviation, with what it means. */
export interface Term {
  readonly id: string
  readonly term: string
  /** Null if it has none. */
  readonly abbreviation: string | null
  readonly definition: string
  readonly language: string
}

/** The terms that are marked in running texts, by their marks. */
export async function readTermsIn(bodies: readonly Body[], view: View): Promise<ReadonlyMap<object, Term>> {
  const marks: readonly object[] = bodies.flat().flatMap((block) => ('markDefs' in block ? (block.markDefs ?? []) : []))
  const named = marks.flatMap((mark) => {
    const id = termIdOf(mark)
    return id === undefined ? [] : [{ mark, id }]
  })
  if (named.length === 0) return new Map()
  const ids = [...new Set(named.map(({ id }) => id))].toSorted()
  const { data } = await readContent({ query: TERMS_BY_ID_QUERY, params: { ids }, ...view, stega: false })
  const byId = new Map(toTerms(stegaClean(data)).map((term) => [term.id, term]))
  return new Map(
    named.flatMap(({ mark, id }) => {
      const term = byId.get(id)
      return term ? [[mark, term] as const] : []
    }),
  )
}

/** The glossary in `language`, by the alphabet; the English one if there is none in it. */
export async function readGlossary({ language, view }: { language: string; view: View }): Promise<readonly Term[]> {
  const { data } = await readContent({ query: GLOSSARY_QUERY, params: { language }, ...view, stega: false })
  const terms = toTerms(stegaClean(data))
  if (terms.length === 0 && language !== 'en') return readGlossary({ language: 'en', view })
  const collator = new Intl.Collator(language)
  return terms.toSorted((one, other) => collator.compare(one.term, other.term))
}

/** The id of the term that `mark`, one of a text, names; undefined if it is a mark of another kind. */
function termIdOf(mark: object): string | undefined {
  if (!('_type' in mark) || mark._type !== 'definedTerm' || !('term' in mark)) return undefined
  const { term } = mark
  return typeof term === 'object' && term !== null && '_ref' in term && typeof term._ref === 'string' ? term._ref : undefined
}

interface TermAnswer {
  readonly id: string
  readonly term: string | null
  readonly abbreviation: string | null
  readonly definition: string | null
  readonly language: string | null
}

/** Terms that are whole: a draft may still lack its definition. */
function toTerms(answers: readonly TermAnswer[]): readonly Term[] {
  return answers.flatMap(({ id, term, abbreviation, definition, language }) =>
    term && definition ? [{ id, term, abbreviation: abbreviation || null, definition, language: language ?? 'en' }] : [],
  )
}
