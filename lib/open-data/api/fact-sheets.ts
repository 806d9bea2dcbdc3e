import { z } from 'zod'
import { type CsvColumn, toCsv } from '#lib/figures/csv.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { sheetDates } from '#lib/publishing/edition-lists.ts'
import { editionTag } from '#lib/publishing/editions.ts'
import type { ContentReading } from '../content.ts'
import { type ApiPlace, type Collection, pageOfRows } from './collection.ts'
import { named } from './parameters.ts'
import { factSheetSchema } from './schemas.ts'

type ApiFactSheet = z.output<typeof factSheetSchema>

const FILTER = '_type == "factSheet" && defined(slug.current) && defined(language)'
const FIELDS = `"id": _id, "slug": slug.current, language, title, summary,
  "country": country->{"id": _id, "slug": slug.current, name, names[]{language, value}}, "institution": institution->{"id": _id, name}`

const row = z.object({
  id: z.string(),
  slug: z.string(),
  language: z.string(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  country: z
    .object({
      id: z.string(),
      slug: z.string().nullable(),
      name: z.string().nullable(),
      names: z.array(z.object({ language: z.string().nullable(), value: z.string().nullable() })).nullable(),
    })
    .nullable(),
  institution: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
})

const COLUMNS: readonly CsvColumn<ApiFactSheet>[] = [
  ['id', ({ id }) => id],
  ['slug', ({ slug }) => slug],
  ['language', ({ language }) => language],
  ['heading', ({ heading }) => heading],
  ['summary', ({ summary }) => summary],
  ['country_id', ({ country }) => country?.id ?? null],
  ['country', ({ country }) => country?.name ?? null],
  ['institution_id', ({ institution }) => institution?.id ?? null],
  ['institution', ({ institution }) => institution?.name ?? null],
  ['edition', ({ edition }) => edition],
  ['first_published_at', ({ firstPublishedAt }) => firstPublishedAt],
  ['updated_at', ({ updatedAt }) => updatedAt],
  ['page', ({ links }) => links.page],
]

/** Every published fact sheet, each language a record of its own. */
export function factSheetCollection(place: ApiPlace): Collection {
  return {
    name: 'fact-sheets',
    description: 'Published fact sheets; each language is a record of its own.',
    schema: factSheetSchema,
    filters: {
      country: named.optional().meta({ description: 'The slug or the id of a country.' }),
      language: named.optional().meta({ description: 'The language that sheets are written in (BCP 47).' }),
      slug: named.optional().meta({ description: 'The last part of the address of a sheet.' }),
    },
    async list(reading, { limit, after, filters: { country, language, slug } }) {
      const conditions = [
        after !== undefined && '_id > $after',
        country !== undefined && '(country._ref == $country || country._ref in *[_type == "country" && slug.current == $country]._id)',
        language !== undefined && 'language == $language',
        slug !== undefined && 'slug.current == $slug',
      ].filter((condition) => condition !== false)
      const query = `*[${[FILTER, ...conditions].join(' && ')}] | order(_id)[0...${limit + 1}]{${FIELDS}}`
      const found = await reading.rows(query, { after, country, language, slug }, row)
      const { rows, nextAfter } = pageOfRows(found, limit)
      const records = await toRecords(reading, rows, place)
      return { records, nextAfter, csv: () => toCsv(COLUMNS, records) }
    },
    async find(reading, id) {
      const found = await reading.rows(`*[${FILTER} && _id == $id]{${FIELDS}}`, { id }, row)
      return (await toRecords(reading, found, place))[0] ?? null
    },
  }
}

async function toRecords(
  reading: ContentReading,
  rows: readonly z.output<typeof row>[],
  { origin }: ApiPlace,
): Promise<readonly ApiFactSheet[]> {
  const dates = await sheetDates(rows.map(({ id }) => id))
  for (const { id } of rows) reading.tags.add(editionTag(id))
  return rows.map(({ id, slug, language, title, summary, country, institution }) => {
    const known = dates.get(id)
    const named = country?.names?.find((name) => name.language === language)?.value
    return {
      id,
      slug,
      language,
      heading: title || named || country?.name || '',
      summary,
      country: country && { id: country.id, slug: country.slug ?? '', name: country.name ?? '' },
      institution,
      edition: known?.number ?? null,
      firstPublishedAt: known?.first.toISOString() ?? null,
      updatedAt: known?.updated.toISOString() ?? null,
      links: {
        page: new URL(sheetPath(slug, language), origin).href,
        editions: new URL(`/api/v1/fact-sheets/${id}/editions`, origin).href,
      },
    }
  })
}
