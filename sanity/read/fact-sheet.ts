import { stegaClean, type StegaBranded } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { toBody, type Body, type Observations } from '../body.ts'
import { readContent, type View } from '../live.ts'
import { publishedId } from '../published-id.ts'
import type { FACT_SHEET_BY_ID_QUERY_RESULT, FACT_SHEET_QUERY_RESULT, FactSheet as FactSheetDocument } from '../sanity.types.ts'
import { toSheetAids, type SheetAids } from '../sheet-aids.ts'
import { newerInOriginal, type NewerParagraph } from '../translation.ts'
import { INSTITUTION_FIELDS, toInstitution, type Institution } from './institution.ts'
import { readObservationsIn } from './observations.ts'

const FACT_SHEET_FIELDS = `
    _id, _rev, title, language, summary, contact, issued{date, note},
    sources[]{"key": _key, page, table, "title": source->title, "publisher": source->publisher, "url": source->url, "date": source->date},
    "slug": slug.current,
    country->{name, names},
    institution->{${INSTITUTION_FIELDS}},
    sections[]{_key, heading, body},
    results{lead, items[]{_key, body}},
    "aids": {keyFacts, relatedSheets, country, reviewedAt, nextReviewAt}`

export const FACT_SHEET_QUERY = defineQuery(`*[_type == "factSheet" && slug.current == $slug]
  | order(select(language == $language => 0, language == "en" => 1, 2), _id)[0]{${FACT_SHEET_FIELDS},
    "translations": *[_type == "factSheet" && slug.current == $slug] | order(language).language,
    translationOf{isUnofficial, paragraphs[]{key, words}, original->{language, "slug": slug.current,
      sections[]{_key, heading, body}, results{lead, items[]{_key, body}}}}
  }`)

export const FACT_SHEET_BY_ID_QUERY = defineQuery(`*[_type == "factSheet" && _id == $id][0]{${FACT_SHEET_FIELDS}}`)

export interface Section {
  readonly key: string
  readonly heading: string | null
  readonly body: Body
}

export interface Results {
  readonly lead: string | null
  readonly items: readonly { readonly key: string; readonly body: Body }[]
}

/** Whom to ask about a sheet; any part may be absent. */
export interface Contact {
  readonly office: string | null
  readonly email: string | null
  readonly url: string | null
}

export interface Source {
  readonly key: string
  readonly title: string | null
  readonly publisher: string | null
  readonly url: string | null
  /** As printed. */
  readonly date: string | null
  /** Where in the source; null where nothing is named. */
  readonly page: string | null
  readonly table: string | null
}

/** When a text was issued elsewhere, before it came here; any part may be absent. */
export interface Issued {
  /** ISO 8601 of reduced precision: a day, a month or a year. */
  readonly date: string | null
  readonly note: string | null
}

/** What a sheet says: the part that editions of it are compared by. */
export interface FactSheetText {
  /** Of the published document, also when a draft of it is read. */
  readonly id: string
  /** The transaction that wrote this state. */
  readonly revision: string
  /** The language the sheet is written in, which may not be the one asked for. */
  readonly language: string
  readonly sections: readonly Section[]
  /** Null if the sheet lists none. */
  readonly results: Results | null
  /** Null if the sheet names none. */
  readonly contact: Contact | null
  readonly sources: readonly Source[]
}

/** The sheet that a translation was made from: it is the authoritative one. */
export interface Original {
  readonly slug: string
  readonly language: string
  /** Whether the translation comes from somebody else than the publisher of the original. */
  readonly isUnofficial: boolean
  /** What it says that the translation does not follow yet. */
  readonly newer: readonly NewerParagraph[]
}

/** A fact sheet as its page shows it. */
export interface FactSheet extends FactSheetText {
  readonly slug: string
  /** Languages in which there is a sheet at this address. */
  readonly translations: readonly string[]
  readonly heading: string
  readonly summary: string | null
  readonly institution: Institution | null
  /** Null if nothing is known of it. */
  readonly issued: Issued | null
  readonly aids: SheetAids
  /** Null if it is no translation, or its original is not published. */
  readonly translationOf: Original | null
}

type Answer = StegaBranded<NonNullable<FACT_SHEET_BY_ID_QUERY_RESULT>>
type TextFields = '_id' | '_rev' | 'language' | 'sections' | 'results' | 'contact' | 'sources'

/** What a sheet says, as a query gives it, or as its document held it with its sources looked up. */
export type TextAnswer = Pick<Answer, TextFields> | (Omit<FactSheetDocument, 'sources'> & { readonly sources: readonly Source[] })

function toHeading({ title, country, language }: Pick<Answer, 'title' | 'country' | 'language'>): string {
  const written = stegaClean(language)
  return title || country?.names?.find((name) => stegaClean(name.language) === written)?.value || country?.name || ''
}

function toResults(results: TextAnswer['results'], observations: Observations): Results | null {
  const items = (results?.items ?? []).map(({ _key, body }) => ({ key: _key, body: toBody(body, observations) }))
  return items.length > 0 ? { lead: results?.lead ?? null, items } : null
}

function toContact(contact: TextAnswer['contact']): Contact | null {
  const { office = null, email = null, url = null } = contact ?? {}
  return office || email || url ? { office, email, url } : null
}

/** When a text was issued elsewhere, as its sheet says; null if it says nothing. */
export function toIssued(issued: Answer['issued'] | FactSheetDocument['issued']): Issued | null {
  const [date, note] = [stegaClean(issued?.date) || null, issued?.note || null]
  return date || note ? { date, note } : null
}

/** The text of a fact sheet's document, in whatever state, made ready to be shown. Its figures are looked up in `observations`. */
export function toFactSheetText(document: TextAnswer, observations: Observations): FactSheetText {
  return {
    id: publishedId(document._id),
    revision: document._rev,
    language: stegaClean(document.language) ?? 'en',
    sections: (document.sections ?? []).map(({ _key, heading, body }) => ({
      key: _key,
      heading: heading ?? null,
      body: toBody(body, observations),
    })),
    results: toResults(document.results, observations),
    contact: toContact(document.contact),
    sources: document.sources ?? [],
  }
}

type PageAnswer = StegaBranded<NonNullable<FACT_SHEET_QUERY_RESULT>>

function toOriginal({ translationOf, sections, results }: PageAnswer): Original | null {
  const { original, paragraphs, isUnofficial } = translationOf ?? {}
  const slug = stegaClean(original?.slug)
  if (!original || !slug) return null
  const followed = stegaClean(paragraphs ?? []).map(({ key, words }) => ({ key: key ?? '', words: words ?? '' }))
  return {
    slug,
    language: stegaClean(original.language) ?? 'en',
    isUnofficial: isUnofficial ?? false,
    newer: newerInOriginal(stegaClean(original), { sections, results }, followed),
  }
}

async function toFactSheet(answer: Answer, translations: readonly (string | null)[], view: View): Promise<FactSheet> {
  return {
    ...toFactSheetText(answer, await readObservationsIn(answer, view)),
    slug: stegaClean(answer.slug) ?? '',
    translations: [...new Set(translations.map((language) => stegaClean(language) ?? 'en'))],
    heading: toHeading(answer),
    summary: answer.summary ?? null,
    institution: toInstitution(answer.institution),
    issued: toIssued(answer.issued),
    aids: toSheetAids(stegaClean(answer.aids)),
    translationOf: null,
  }
}

/**
 * The fact sheet at `slug`, in `language` if there is one, else in English, else in any.
 * Null if there is none at all. `language` of the answer says which it is. It may be any language that sheets are written in.
 */
export async function readFactSheet({ slug, language, view }: { slug: string; language: string; view: View }): Promise<FactSheet | null> {
  const { data } = await readContent({ query: FACT_SHEET_QUERY, params: { slug, language }, ...view })
  return data ? { ...(await toFactSheet(data, data.translations, view)), translationOf: toOriginal(data) } : null
}

/** The fact sheet whose published document is `id`, alone; null if it is not published, or no longer. */
export async function readFactSheetById({ id, view }: { id: string; view: View }): Promise<FactSheet | null> {
  const { data } = await readContent({ query: FACT_SHEET_BY_ID_QUERY, params: { id }, ...view })
  return data ? await toFactSheet(data, [data.language], view) : null
}
