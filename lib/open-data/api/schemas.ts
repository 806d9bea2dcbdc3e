import { z } from 'zod'
import { MEASURES, QUALIFIERS, STATUSES, SUPERSESSION_KINDS } from '#lib/figures/observation.ts'

// The shapes of the read API. Answers are made by them, and the OpenAPI description is made from them, so neither can say another thing.

const id = z.string().meta({ description: 'Stable: the same record has it for ever.' })
const text = z.string().nullable()
const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC.' })
const names = z
  .array(z.strictObject({ language: z.string(), value: z.string() }))
  .meta({ description: 'Names in languages other than English.' })

export const periodSchema = z
  .strictObject({
    type: z.string(),
    start: text.meta({ description: 'ISO 8601 of reduced precision: a year, a month or a day.' }),
    end: text,
  })
  .meta({ id: 'Period', description: 'For when a value holds.' })

export const unitSchema = z
  .strictObject({
    id,
    code: z.string().meta({ description: 'Such as ha, percent or, of money, the code of ISO 4217.' }),
    symbol: text,
    kind: text.meta({ description: 'area, mass, share, money, count, rank, duration or rate.' }),
  })
  .meta({ id: 'Unit' })

export const seriesSchema = z
  .strictObject({
    id,
    code: z.string(),
    name: z.string(),
    names,
    description: text.meta({ description: 'What tells it from others, in English.' }),
  })
  .meta({ id: 'Series', description: 'Values made by one body with one method, which may be compared with each other.' })

export const sourceSchema = z
  .strictObject({
    id,
    title: text,
    publisher: text,
    publisherKind: text,
    date: text.meta({ description: 'As printed.' }),
    url: text,
  })
  .meta({ id: 'Source', description: 'A publication that values come from.' })

export const placeSchema = z
  .strictObject({
    id,
    kind: z.enum(['country', 'region']),
    slug: z.string(),
    name: z.string(),
    names,
    iso2: text.meta({ description: 'Of a country: its code of ISO 3166-1.' }),
    countries: z.array(z.string()).meta({ description: 'Of a region: the ids of its countries.' }),
  })
  .meta({ id: 'Place' })

export const indicatorSchema = z
  .strictObject({
    id,
    slug: z.string(),
    name: z.string(),
    names,
    topic: text,
    measure: z.enum(MEASURES).nullable(),
    unit: text.meta({ description: 'The code of the unit that it is measured in.' }),
    definition: text.meta({ description: 'How it is measured, in English; null where the sources do not say.' }),
  })
  .meta({ id: 'Indicator', description: 'What is measured.' })

const subjectSchema = z
  .strictObject({ id, slug: z.string(), name: z.string() })
  .meta({ id: 'Subject', description: 'An indicator or a place, in short.' })
const seriesInShort = z.strictObject({ id, code: z.string(), name: z.string() }).meta({ id: 'SeriesInShort' })

const observed = {
  id,
  indicator: subjectSchema,
  place: subjectSchema,
  measure: z.enum(MEASURES),
  value: z.number().meta({ description: 'A fall is negative.' }),
  upperValue: z.number().nullable().meta({ description: 'The end of a range that begins at value.' }),
  qualifier: z.enum(QUALIFIERS).nullable().meta({ description: "The source's own hedge." }),
  asPrinted: text.meta({ description: "The source's own words for the value." }),
  unit: unitSchema,
  period: periodSchema,
  basePeriod: periodSchema.nullable().meta({ description: 'Of a change: what it is measured from.' }),
  series: seriesInShort,
  breakdown: text.meta({ description: 'The account or purpose that tells two values apart.' }),
  status: z.enum(STATUSES).nullable(),
  source: sourceSchema,
  page: text,
  table: text,
  accessedAt: text,
  note: text,
  supersedes: text.meta({ description: 'The id of the observation that this one took the place of.' }),
  supersession: z
    .strictObject({ kind: z.enum(SUPERSESSION_KINDS), reason: z.string() })
    .nullable()
    .meta({ description: 'Why it did.' }),
}

export const editionObservationSchema = z
  .strictObject(observed)
  .meta({ id: 'EditionObservation', description: 'An observation as an edition was published with it.' })

export const observationSchema = z
  .strictObject({
    ...observed,
    supersededBy: text.meta({ description: 'The id of the observation that took its place; null while it is current.' }),
    links: z.strictObject({ figure: z.url().meta({ description: 'The page of the figure, with its history.' }) }),
  })
  .meta({ id: 'Observation', description: 'A value for a place and a period, with its source.' })

export const factSheetSchema = z
  .strictObject({
    id,
    slug: z.string(),
    language: z.string().meta({ description: 'The language it is written in (BCP 47).' }),
    heading: z.string(),
    summary: text,
    country: subjectSchema.nullable(),
    institution: z.strictObject({ id, name: text }).nullable(),
    edition: z.int().nullable().meta({ description: 'The number of its newest edition; null until one is made.' }),
    firstPublishedAt: instant.nullable(),
    updatedAt: instant.nullable().meta({ description: 'When its newest edition was published.' }),
    links: z.strictObject({ page: z.url(), editions: z.url() }),
  })
  .meta({ id: 'FactSheet', description: 'A published fact sheet in one language.' })

const shown = z.strictObject({ observation: z.string(), text: z.string().meta({ description: 'The words that readers saw.' }) }).nullable()

export const editionEntrySchema = z
  .strictObject({
    id: z.string().meta({ description: 'A URN made from the hash; the same in feeds.' }),
    factSheet: z.string().meta({ description: 'The id of the fact sheet.' }),
    number: z.int(),
    publishedAt: instant,
    language: z.string(),
    slug: z.string(),
    heading: z.string(),
    major: z.boolean(),
    note: text.meta({ description: 'What editors said of the change.' }),
    figureChanges: z.array(
      z.strictObject({
        kind: z.enum(['changed', 'added', 'removed']),
        indicator: text,
        place: text,
        before: shown,
        after: shown,
        why: z.strictObject({ kind: text, reason: text }).nullable(),
      }),
    ),
    hash: z.string().meta({ description: 'SHA-256 of the signed text, hexadecimal.' }),
    removedAt: instant.nullable().meta({ description: 'When its text was taken out; null while it can be read.' }),
    links: z.strictObject({ page: z.url(), signed: z.url().meta({ description: 'The whole edition as it was signed.' }) }),
  })
  .meta({ id: 'EditionEntry', description: 'One published state of a fact sheet.' })

export const editionSchema = z
  .strictObject({
    ...editionEntrySchema.shape,
    observations: z.array(editionObservationSchema).meta({ description: 'The values that it was published with.' }),
    sources: z.array(z.strictObject({ key: z.string(), title: text, publisher: text, url: text, date: text, page: text, table: text })),
  })
  .meta({ id: 'Edition', description: 'An edition with its observations and sources.' })

/** A page of a list of `record`. */
export function pageOf<Record extends z.ZodType>(record: Record, name: string) {
  return z
    .strictObject({
      data: z.array(record),
      next: z.url().nullable().meta({ description: 'The address of the next page; null on the last. Also in the header Link.' }),
    })
    .meta({ id: name })
}
