import { boolean, customType, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'

/** The Postgres schema of the search index: made from what is published, and at any time made anew from it. */
export const search = pgSchema('search')

const wordList = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Everything that a search can lead to, each language of it a row: sheets, figures, answered questions, pages. */
export const entries = search.table(
  'entry',
  {
    /** The id of the published document; of a figure `figure:<indicator>:<place>`. */
    id: text().notNull(),
    /** The language that it is written in. */
    language: text().notNull(),
    kind: text().$type<'sheet' | 'figure' | 'question' | 'page'>().notNull(),
    /** The address without a language. */
    path: text().notNull(),
    title: text().notNull(),
    /** Slugs of the countries and regions that it is about. */
    places: text().array().notNull(),
    topics: text().array().notNull(),
    /** The years that its figures are for. */
    years: integer().array().notNull(),
    /** The id of each document that it was made from. */
    sources: text().array().notNull(),
    /** Its different words as `words.ts` writes them, of those that a misspelled word may be taken for. */
    vocabulary: text().array().notNull(),
    /** The words of the title as stems, and as they are: a beginning of a word is none of its stem. */
    titleWords: wordList('title_words').notNull(),
    /** All its words: those of the title with the weight A, of headings and synonyms B, of texts D. */
    words: wordList().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.language] }),
    index('entry_path').on(table.path),
    // What waits to be put into an index of this kind is read whole by each search.
    index('entry_sources').using('gin', table.sources).with({ fastupdate: false }),
    index('entry_title_words').using('gin', table.titleWords).with({ fastupdate: false }),
    index('entry_words').using('gin', table.words).with({ fastupdate: false }),
  ],
)

/** The paragraphs of entries, which results show and lead to. */
export const passages = search.table(
  'passage',
  {
    entry: text().notNull(),
    language: text().notNull(),
    /** From 0, in the order of reading. */
    position: integer().notNull(),
    text: text().notNull(),
    /** Its words at their positions, from 1. */
    words: wordList().notNull(),
  },
  (table) => [primaryKey({ columns: [table.entry, table.language, table.position] })],
)

/** What indicators, countries, regions and series are called in a question. */
export const names = search.table(
  'name',
  {
    /** The id of the document. */
    subject: text().notNull(),
    kind: text().$type<'indicator' | 'place' | 'series'>().notNull(),
    language: text().notNull(),
    value: text().notNull(),
    /** False for a synonym. */
    isName: boolean('is_name').notNull(),
    /** The slug; of a series its code. */
    slug: text().notNull(),
    /** The stems of its words, each once. */
    stems: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.language, table.value] }),
    index('name_stems').using('gin', table.stems),
    index('name_slug').on(table.slug),
  ],
)

/** Which figures have values, and for which years. */
export const observations = search.table(
  'observation',
  {
    /** The id of the document. */
    id: text().primaryKey(),
    indicator: text().notNull(),
    place: text().notNull(),
    years: integer().array().notNull(),
  },
  (table) => [index('observation_figure').on(table.indicator, table.place)],
)

/** Words that a misspelled one may be taken for. */
export const vocabulary = search.table(
  'word',
  {
    word: text().notNull(),
    /** That of the entries that have it. */
    language: text().notNull(),
    /** How many entries have it. */
    entries: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.word, table.language] }),
    index('word_trigrams').using('gin', table.word.op('gin_trgm_ops')).with({ fastupdate: false }),
  ],
)
