import { z } from 'zod'
import type { Subject } from '#lib/figures/observation.ts'
import { type Topic, TOPICS } from '#lib/figures/topics.ts'
import { observationsUsedBy } from '#lib/publishing/edition-lists.ts'
import { SUBJECT_FIELDS } from '#sanity/subject.ts'
import type { ContentReading } from '../content.ts'
import { type ListedSheet, readSheets } from './listed-sheets.ts'

/** By what sheets and figures are listed; the first part of the address of a list. */
export const LIST_KINDS = ['countries', 'topics', 'series', 'offices'] as const

export type ListKind = (typeof LIST_KINDS)[number]

/** An indicator in one place: what has a page of its own. */
export interface ListedFigure {
  readonly indicator: Subject
  readonly place: Subject
}

/** What a list is of. */
export type ListSubject =
  | { readonly kind: 'countries' | 'series' | 'offices'; readonly slug: string; readonly named: Pick<Subject, 'name' | 'names'> }
  | { readonly kind: 'topics'; readonly slug: Topic }

/** Everything about one country, on one topic, of one series, from one office. */
export interface FactList {
  readonly subject: ListSubject
  /** In all languages that they are written in. */
  readonly sheets: readonly ListedSheet[]
  readonly figures: readonly ListedFigure[]
}

/** An office may have published more figures than one can look through. */
const OFFICE_FIGURES_MAX = 2000

const names = z
  .array(z.object({ language: z.string().nullable(), value: z.string().nullable() }))
  .nullish()
  .transform((given) => (given ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : [])))
const subjectRow = z.object({ id: z.string(), slug: z.string(), name: z.string(), names })
const useRow = z.object({ id: z.string(), indicator: z.string(), place: z.string() })
const USE = '"id": _id, "indicator": indicator._ref, "place": place._ref'

/** The list of `kind` at `slug`; null if there is no such country, topic, series or office. */
export async function readList(reading: ContentReading, kind: ListKind, slug: string): Promise<FactList | null> {
  switch (kind) {
    case 'countries':
      return readCountry(reading, slug)
    case 'topics':
      return readTopic(reading, slug)
    case 'series':
      return readSeries(reading, slug)
    case 'offices':
      return readOffice(reading, slug)
  }
}

async function readCountry(reading: ContentReading, slug: string): Promise<FactList | null> {
  const [country] = await reading.rows(
    `*[_type == "country" && slug.current == $slug] | order(_id)[0...1]{${SUBJECT_FIELDS}}`,
    { slug },
    subjectRow,
  )
  if (!country) return null
  const params = { place: country.id }
  const uses = await reading.rows(`*[_type == "observation" && place._ref == $place]{${USE}}`, params, useRow)
  const sheets = await readSheets(reading, 'country._ref == $place', params)
  return { subject: { kind: 'countries', slug, named: country }, sheets, figures: await toFigures(reading, uses) }
}

async function readTopic(reading: ContentReading, slug: string): Promise<FactList | null> {
  const topic = TOPICS.find((known) => known === slug)
  if (!topic) return null
  const indicators = await reading.rows('*[_type == "indicator" && topic == $topic]{"id": _id}', { topic }, z.object({ id: z.string() }))
  const uses = await reading.rows(
    `*[_type == "observation" && indicator._ref in $indicators]{${USE}}`,
    { indicators: indicators.map(({ id }) => id) },
    useRow,
  )
  return { subject: { kind: 'topics', slug: topic }, sheets: await readSheetsUsing(reading, uses), figures: await toFigures(reading, uses) }
}

async function readSeries(reading: ContentReading, slug: string): Promise<FactList | null> {
  const query = `*[_type == "series" && code == $slug] | order(_id)[0...1]{"id": _id, "slug": code, name, names[]{language, value}}`
  const [series] = await reading.rows(query, { slug }, subjectRow)
  if (!series) return null
  const uses = await reading.rows(`*[_type == "observation" && series._ref == $series]{${USE}}`, { series: series.id }, useRow)
  return {
    subject: { kind: 'series', slug, named: series },
    sheets: await readSheetsUsing(reading, uses),
    figures: await toFigures(reading, uses),
  }
}

/** An institution that has an address stands at it, together with those of the same address: they are one office, named in several languages. One that has
 *  none stands at its id. */
async function readOffice(reading: ContentReading, slug: string): Promise<FactList | null> {
  const institutions = await reading.rows(
    '*[_type == "institution" && (slug.current == $slug || (_id == $slug && !defined(slug.current)))] | order(_id){"id": _id, name}',
    { slug },
    z.object({ id: z.string(), name: z.string() }),
  )
  const [first] = institutions
  if (!first) return null
  const sheets = await readSheets(reading, 'institution._ref in $institutions', { institutions: institutions.map(({ id }) => id) })
  const ids = await observationsUsedBy(
    sheets.map(({ id }) => id),
    OFFICE_FIGURES_MAX,
  )
  const uses = await reading.rows(`*[_type == "observation" && _id in $ids]{${USE}}`, { ids }, useRow)
  return {
    subject: { kind: 'offices', slug, named: namedByLanguage(institutions, sheets) ?? { name: first.name, names: [] } },
    sheets,
    figures: await toFigures(reading, uses),
  }
}

/** What an office is called in each language: as its sheets in that language name it. */
function namedByLanguage(
  institutions: readonly { id: string; name: string }[],
  sheets: readonly ListedSheet[],
): Pick<Subject, 'name' | 'names'> | null {
  const byId = new Map(institutions.map(({ id, name }) => [id, name]))
  const known = new Map(
    sheets.flatMap(({ language, institution }) => {
      const name = byId.get(institution ?? '')
      return name === undefined ? [] : [[language, name] as const]
    }),
  )
  const name = known.get('en') ?? [...known.values()][0]
  return name === undefined ? null : { name, names: Array.from(known, ([language, value]) => ({ language, value })) }
}

function readSheetsUsing(reading: ContentReading, uses: readonly { readonly id: string }[]): Promise<readonly ListedSheet[]> {
  return uses.length === 0
    ? Promise.resolve([])
    : readSheets(reading, 'references($observations)', { observations: uses.map(({ id }) => id) })
}

/** The figures that observations are values of, each once. */
async function toFigures(reading: ContentReading, uses: readonly z.output<typeof useRow>[]): Promise<readonly ListedFigure[]> {
  const pairs = new Map(uses.map(({ indicator, place }) => [`${indicator} ${place}`, { indicator, place }]))
  const ids = [...new Set([...pairs.values()].flatMap(({ indicator, place }) => [indicator, place]))].toSorted()
  if (ids.length === 0) return []
  const subjects = await reading.rows(`*[_id in $ids && defined(slug.current)]{${SUBJECT_FIELDS}}`, { ids }, subjectRow)
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  return [...pairs.values()].flatMap((pair) => {
    const [indicator, place] = [byId.get(pair.indicator), byId.get(pair.place)]
    return indicator && place ? [{ indicator, place }] : []
  })
}
