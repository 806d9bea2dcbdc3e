import { z } from 'zod'
import { LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { ContentReading } from './content.ts'
import { readLists } from './lists/list-index.ts'
import { LIST_KINDS } from './lists/list.ts'
import { listPath } from './lists/list-words.ts'

/** The one address of something public, with those of the same in other languages. */
export interface PublicAddress {
  readonly path: string
  /** Of a fact sheet: the id of its document. */
  readonly documentId: string | null
  /** It itself among them. */
  readonly translations: readonly { readonly language: string; readonly path: string }[]
}

/** Pages that are always there. */
const FIXED = ['/', '/indicators', '/faq', '/corrections', '/verify', '/glossary', '/data', ...LIST_KINDS.map((kind) => `/${kind}`)]

const sheetRow = z.object({ id: z.string(), slug: z.string(), language: z.string() })
const slugRow = z.object({ id: z.string(), slug: z.string() })
const placesRow = z.object({ slug: z.string(), places: z.array(z.string().nullable()) })
const pageRow = z.object({ slug: z.string(), language: z.string() })

/** All published sheets, each in the language that it is written in. */
export async function sheetAddresses(reading: ContentReading): Promise<readonly PublicAddress[]> {
  const query = '*[_type == "factSheet" && defined(slug.current) && defined(language)]{"id": _id, "slug": slug.current, language}'
  const rows = await reading.rows(query, {}, sheetRow)
  const bySlug = Map.groupBy(rows, ({ slug }) => slug)
  return rows
    .toSorted((one, other) => compare(one.slug, other.slug) || compare(one.language, other.language))
    .map(({ id, slug, language }) => ({
      path: sheetPath(slug, language),
      documentId: id,
      translations: (bySlug.get(slug) ?? []).map((other) => ({ language: other.language, path: sheetPath(slug, other.language) })),
    }))
}

/** All other pages that do not hang on an edition: figures, lists, texts. */
export async function pageAddresses(reading: ContentReading): Promise<readonly PublicAddress[]> {
  const figures = await figurePaths(reading)
  const lists: string[] = []
  for (const kind of LIST_KINDS) lists.push(...(await readLists(reading, kind)).map(listPath))
  const everywhere = [...FIXED, ...lists.toSorted(compare), ...figures].flatMap((path) => inLanguages(path, LANGUAGES))
  const texts = await reading.rows('*[_type == "page" && defined(slug.current)]{"slug": slug.current, language}', {}, pageRow)
  const written = [...Map.groupBy(texts, ({ slug }) => slug)].flatMap(([slug, at]) =>
    inLanguages(
      `/${slug}`,
      LANGUAGES.filter((language) => at.some((text) => text.language === language)),
    ),
  )
  return [...everywhere, ...written]
}

async function figurePaths(reading: ContentReading): Promise<readonly string[]> {
  const places = await reading.rows('*[_type in ["country", "region"]]{"id": _id, "slug": slug.current}', {}, slugRow)
  const slugs = new Map(places.map(({ id, slug }) => [id, slug]))
  const query = `*[_type == "indicator" && defined(slug.current)]{"slug": slug.current,
    "places": array::unique(*[_type == "observation" && indicator._ref == ^._id].place._ref)}`
  const indicators = await reading.rows(query, {}, placesRow)
  return indicators
    .flatMap(({ slug, places: measured }) => [
      `/indicators/${slug}`,
      ...measured.flatMap((id) => {
        const place = slugs.get(id ?? '')
        return place === undefined ? [] : [`/indicators/${slug}/${place}`]
      }),
    ])
    .toSorted(compare)
}

function inLanguages(path: string, languages: readonly Language[]): readonly PublicAddress[] {
  const translations = languages.map((language) => ({ language, path: localPath(language, path) }))
  return translations.map((one) => ({ path: one.path, documentId: null, translations }))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
