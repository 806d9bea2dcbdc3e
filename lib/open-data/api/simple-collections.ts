import { z } from 'zod'
import { type CsvColumn, toCsv } from '#lib/figures/csv.ts'
import type { ContentReading } from '../content.ts'
import { type ApiRecord, type Collection, pageOfRows } from './collection.ts'
import { named, type Parameters } from './parameters.ts'
import { indicatorSchema, placeSchema, seriesSchema, sourceSchema, unitSchema } from './schemas.ts'

const NAMES = `"names": coalesce(names[defined(language) && defined(value)]{language, value}, [])`

interface Described<Row extends ApiRecord> {
  readonly name: string
  readonly description: string
  readonly schema: z.ZodType<Row>
  /** The GROQ filter of its documents. */
  readonly filter: string
  /** The fields of a record, as GROQ gives them. */
  readonly fields: string
  readonly filters?: Parameters
  /** GROQ for each filter, with the value in the parameter of the same name. */
  readonly conditions?: Readonly<Record<string, string>>
  readonly columns: readonly CsvColumn<Row>[]
}

const idRow = z.looseObject({ id: z.string() })

/** Documents of one kind as a collection: each record is what one projection gives. */
function collectionOf<Row extends ApiRecord>(described: Described<Row>): Collection {
  const { name, description, schema, filter, fields, filters = {}, conditions = {}, columns } = described
  return {
    name,
    description,
    schema,
    filters,
    async list(reading, { limit, after, filters: given }) {
      const wanted = Object.entries(conditions).flatMap(([key, condition]) => (given[key] === undefined ? [] : [` && ${condition}`]))
      const query = `*[${filter}${after === undefined ? '' : ' && _id > $after'}${wanted.join('')}] | order(_id)[0...${limit + 1}]{"id": _id, ${fields}}`
      // Paged by what is there, so that a record that is not whole does not end the list.
      const { rows, nextAfter } = pageOfRows(await reading.rows(query, { ...given, after }, idRow), limit)
      const records = wholeOf(rows, schema)
      return { records, nextAfter, csv: () => toCsv(columns, records) }
    },
    async find(reading: ContentReading, id: string) {
      const found = await reading.rows(`*[${filter} && _id == $id]{"id": _id, ${fields}}`, { id }, schema)
      return found[0] ?? null
    },
  }
}

/** Those of `rows` that are as `schema` says. */
function wholeOf<Row>(rows: readonly unknown[], schema: z.ZodType<Row>): readonly Row[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

const indicators = collectionOf({
  name: 'indicators',
  description: 'What is measured.',
  schema: indicatorSchema,
  filter: '_type == "indicator"',
  fields: `"slug": slug.current, name, ${NAMES}, topic, measure, "unit": unit->code, definition`,
  filters: { topic: named.optional().meta({ description: 'The topic, such as cultivation.' }) },
  conditions: { topic: 'topic == $topic' },
  columns: [
    ['id', ({ id }) => id],
    ['slug', ({ slug }) => slug],
    ['name', ({ name }) => name],
    ['topic', ({ topic }) => topic],
    ['measure', ({ measure }) => measure],
    ['unit', ({ unit }) => unit],
    ['definition', ({ definition }) => definition],
  ],
})

const places = collectionOf({
  name: 'places',
  description: 'Countries and regions that values are for.',
  schema: placeSchema,
  filter: '_type in ["country", "region"]',
  fields: `"kind": _type, "slug": slug.current, name, ${NAMES}, iso2, "countries": coalesce(countries[]._ref, [])`,
  columns: [
    ['id', ({ id }) => id],
    ['kind', ({ kind }) => kind],
    ['slug', ({ slug }) => slug],
    ['name', ({ name }) => name],
    ['iso2', ({ iso2 }) => iso2],
    ['countries', ({ countries }) => countries.join(' ')],
  ],
})

const series = collectionOf({
  name: 'series',
  description: 'Series of values, each made by one body with one method.',
  schema: seriesSchema,
  filter: '_type == "series"',
  fields: `code, name, ${NAMES}, description`,
  columns: [
    ['id', ({ id }) => id],
    ['code', ({ code }) => code],
    ['name', ({ name }) => name],
    ['description', ({ description }) => description],
  ],
})

const sources = collectionOf({
  name: 'sources',
  description: 'Publications that values come from.',
  schema: sourceSchema,
  filter: '_type == "source"',
  fields: 'title, publisher, publisherKind, date, url',
  columns: [
    ['id', ({ id }) => id],
    ['title', ({ title }) => title],
    ['publisher', ({ publisher }) => publisher],
    ['publisher_kind', ({ publisherKind }) => publisherKind],
    ['date', ({ date }) => date],
    ['url', ({ url }) => url],
  ],
})

const units = collectionOf({
  name: 'units',
  description: 'What values are counted in.',
  schema: unitSchema,
  filter: '_type == "unit"',
  fields: 'code, symbol, kind',
  columns: [
    ['id', ({ id }) => id],
    ['code', ({ code }) => code],
    ['symbol', ({ symbol }) => symbol],
    ['kind', ({ kind }) => kind],
  ],
})

export const simpleCollections = { indicators, places, series, sources, units }
