import type { ClientBase } from 'pg'
import type { Entry } from './entry.ts'
import { configurationOf, textForStems, wordsIn } from './words.ts'

/** What of an entry the index takes in: more than a book, and less than PostgreSQL allows for one list of words. */
const LONGEST_TEXT = 400_000

/** A word that a misspelled one may be taken for: of letters alone, and long enough that one letter more or less makes it no other. */
const TAKEN_FOR = /^\p{L}{4,40}$/u

const INSERT_ENTRIES = `insert into search.entry (id, language, kind, path, title, places, topics, years, sources, vocabulary, title_words, words)
  select x.id, x.language, x.kind, x.path, x.title, x.places, x.topics, x.years, x.sources, x.vocabulary,
    to_tsvector(x.configuration::regconfig, x.title_text) || to_tsvector('simple', x.title_text),
    setweight(to_tsvector(x.configuration::regconfig, x.title_text), 'A')
      || setweight(to_tsvector(x.configuration::regconfig, x.alias_text), 'B')
      || setweight(to_tsvector(x.configuration::regconfig, x.passage_text), 'D')
  from jsonb_to_recordset($1) as x(id text, language text, kind text, path text, title text, places text[], topics text[], years integer[],
    sources text[], vocabulary text[], configuration text, title_text text, alias_text text, passage_text text)`

const INSERT_PASSAGES = `insert into search.passage (entry, language, position, text, words)
  select x.entry, x.language, x.position, x.text, to_tsvector(x.configuration::regconfig, x.words)
  from jsonb_to_recordset($1) as x(entry text, language text, position integer, text text, configuration text, words text)`

/** Puts `entries`, none of which is there, into the index. Their words are counted elsewhere. */
export async function insertEntries(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await client.query(INSERT_ENTRIES, [JSON.stringify(entries.map(toRow))])
  const passages = entries.flatMap(({ id, language, passages: texts }) =>
    texts.map((text, position) => ({
      entry: id,
      language,
      position,
      text: storable(text),
      configuration: configurationOf(language),
      words: textForStems(text.slice(0, LONGEST_TEXT), language),
    })),
  )
  if (passages.length > 0) await client.query(INSERT_PASSAGES, [JSON.stringify(passages)])
}

function toRow({ aliases, passages, ...entry }: Entry): object {
  const { language, title } = entry
  const text = passages.join('\n').slice(0, LONGEST_TEXT)
  return {
    ...entry,
    title: storable(title),
    vocabulary: vocabularyOf([title, ...aliases, text]),
    configuration: configurationOf(language),
    title_text: textForStems(title, language),
    alias_text: textForStems(aliases.join('\n'), language),
    passage_text: textForStems(text, language),
  }
}

function vocabularyOf(texts: readonly string[]): readonly string[] {
  const words = new Set(texts.flatMap((text) => wordsIn(text).map(({ word }) => word)))
  return [...words].filter((word) => TAKEN_FOR.test(word)).toSorted()
}

/** Text without what PostgreSQL does not keep. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** How many entries of a language have a word. */
interface WordCount {
  readonly word: string
  readonly language: string
  readonly entries: number
}

interface Vocabulary {
  readonly language: string
  readonly words: readonly string[]
}

/** Takes the entries with these ids out of the index, and gives how often each of their words counted. */
export async function deleteEntries(client: ClientBase, ids: readonly string[]): Promise<readonly WordCount[]> {
  if (ids.length === 0) return []
  await client.query('delete from search.passage where entry = any($1)', [ids])
  const { rows } = await client.query<{ language: string; vocabulary: string }>(
    'delete from search.entry where id = any($1) returning language, array_to_json(vocabulary)::text as vocabulary',
    [ids],
  )
  return countsOf(rows.map(({ language, vocabulary }) => ({ language, words: JSON.parse(vocabulary) as string[] })))
}

/** How often each word of `entries` counts. */
export function wordCounts(entries: readonly Entry[]): readonly WordCount[] {
  return countsOf(
    entries.map(({ language, title, aliases, passages }) => ({
      language,
      words: vocabularyOf([title, ...aliases, passages.join('\n').slice(0, LONGEST_TEXT)]),
    })),
  )
}

function countsOf(vocabularies: readonly Vocabulary[]): readonly WordCount[] {
  const all = vocabularies.flatMap(({ language, words }) => words.map((word) => ({ word, language })))
  return [...Map.groupBy(all, ({ word, language }) => `${language} ${word}`).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, entries: 1 + more.length }] : [],
  )
}

/** Counts the words of entries that came and went. */
export async function countWords(client: ClientBase, gone: readonly WordCount[], come: readonly WordCount[]): Promise<void> {
  if (gone.length + come.length === 0) return
  const changed = [...gone.map((count) => ({ ...count, entries: -count.entries })), ...come]
  await client.query(
    `insert into search.word (word, language, entries)
     select x.word, x.language, sum(x.entries) from jsonb_to_recordset($1) as x(word text, language text, entries integer)
     group by 1, 2 having sum(x.entries) <> 0
     on conflict (word, language) do update set entries = search.word.entries + excluded.entries`,
    [JSON.stringify(changed)],
  )
  await client.query('delete from search.word where entries <= 0 and word = any($1)', [changed.map(({ word }) => word)])
}
