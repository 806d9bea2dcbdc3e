import { countryId, rareWord, slugOf } from './documents.ts'

/** A question that is put to the lake and to plain `groq-js`, each time about another sheet. */
export interface Question {
  readonly name: string
  readonly query: string
  readonly params: (sheet: number) => Record<string, unknown>
  /** What p50 with the most documents may be of p50 with the fewest. */
  readonly goal: number | null
}

const pageFields = `_id, _rev, title, language, summary, sources, "slug": slug.current, country->{name, names}, institution->{name, url},
  sections[]{_key, heading, body}`

export const QUESTIONS: readonly Question[] = [
  {
    name: 'by slug',
    query: '*[_type == "factSheet" && slug.current == $slug][0]{title, summary, "country": country->name}',
    params: (sheet) => ({ slug: slugOf(sheet) }),
    goal: 1.5,
  },
  {
    name: 'list, order and slice',
    query: '*[_type == "factSheet"] | order(publishedAt desc)[0...20]{_id, title, "slug": slug.current}',
    params: () => ({}),
    goal: 1.5,
  },
  {
    name: 'list of a language, by title',
    query: '*[_type == "factSheet" && language == $language] | order(title asc)[0...20]{_id, title}',
    params: (sheet) => ({ language: ['en', 'de', 'fr', 'es'][sheet % 4] }),
    goal: 1.5,
  },
  {
    name: 'references',
    query: '*[_type == "factSheet" && references($id)]{_id, title}',
    params: (sheet) => ({ id: countryId(sheet) }),
    goal: 1.5,
  },
  {
    name: 'a reference at a path',
    query: '*[_type == "factSheet" && country._ref == $id] | order(publishedAt desc)[0...10]{_id, title}',
    params: (sheet) => ({ id: countryId(sheet) }),
    goal: 1.5,
  },
  {
    name: 'full text, a rare word',
    query: '*[_type == "factSheet" && [title, summary, pt::text(sections[].body)] match $words]{_id, title}',
    params: (sheet) => ({ words: `${rareWord(sheet).slice(0, -1)}*` }),
    goal: 3,
  },
  {
    name: 'full text, two words',
    query: '*[_type == "factSheet" && [title, summary] match $words] | order(publishedAt desc)[0...20]{_id, title}',
    params: (sheet) => ({ words: ['the*', rareWord(sheet)] }),
    goal: 3,
  },
  {
    name: 'a page',
    query: `*[_type == "factSheet" && slug.current == $slug] | order(select(language == "en" => 0, 1), _id)[0]{${pageFields},
      "translations": *[_type == "factSheet" && slug.current == $slug].language}`,
    params: (sheet) => ({ slug: slugOf(sheet) }),
    goal: null,
  },
  { name: 'count of a type', query: 'count(*[_type == "factSheet"])', params: () => ({}), goal: null },
]
