import { stegaClean, type StegaBranded } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { toBody, type Body } from '../body.ts'
import { readContent, type View } from '../live.ts'
import type { FACT_SHEET_QUERY_RESULT } from '../sanity.types.ts'
import { INSTITUTION_FIELDS, toInstitution, type Institution } from './institution.ts'

export const FACT_SHEET_QUERY = defineQuery(`*[_type == "factSheet" && slug.current == $slug]
  | order(select(language == $language => 0, language == "en" => 1, 2), _id)[0]{
    _id, _rev, _updatedAt, title, language, summary, contact, sources,
    "slug": slug.current,
    country->{name, names},
    institution->{${INSTITUTION_FIELDS}},
    sections[]{_key, heading, body},
    results{lead, items[]{_key, body}},
    "translations": *[_type == "factSheet" && slug.current == $slug].language
  }`)

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
}

/** A fact sheet as its page shows it. */
export interface FactSheet {
  /** Of the published document, also when a draft of it is read. */
  readonly id: string
  readonly slug: string
  /** The language the sheet is written in, which may not be the one asked for. */
  readonly language: string
  /** Languages in which there is a sheet at this address. */
  readonly translations: readonly string[]
  readonly heading: string
  readonly summary: string | null
  readonly institution: Institution | null
  readonly sections: readonly Section[]
  /** Null if the sheet lists none. */
  readonly results: Results | null
  /** Null if the sheet names none. */
  readonly contact: Contact | null
  readonly sources: readonly Source[]
}

type Answer = StegaBranded<NonNullable<FACT_SHEET_QUERY_RESULT>>

function toHeading({ title, country, language }: Pick<Answer, 'title' | 'country' | 'language'>): string {
  const written = stegaClean(language)
  return title || country?.names?.find((name) => stegaClean(name.language) === written)?.value || country?.name || ''
}

function toResults(results: Answer['results']): Results | null {
  const items = (results?.items ?? []).map(({ _key, body }) => ({ key: _key, body: toBody(body) }))
  return items.length > 0 ? { lead: results?.lead ?? null, items } : null
}

function toContact(contact: Answer['contact']): Contact | null {
  const { office = null, email = null, url = null } = contact ?? {}
  return office || email || url ? { office, email, url } : null
}

/** An answer to `FACT_SHEET_QUERY` made ready to be shown. */
export function toFactSheet(answer: Answer): FactSheet {
  const written = stegaClean(answer.language) ?? 'en'
  return {
    id: answer._id.replace(/^(?:drafts\.|versions\.[^.]+\.)/, ''),
    slug: stegaClean(answer.slug) ?? '',
    language: written,
    translations: [...new Set(answer.translations.map((language) => stegaClean(language) ?? 'en'))],
    heading: toHeading(answer),
    summary: answer.summary ?? null,
    institution: toInstitution(answer.institution),
    sections: (answer.sections ?? []).map(({ _key, heading, body }) => ({ key: _key, heading: heading ?? null, body: toBody(body) })),
    results: toResults(answer.results),
    contact: toContact(answer.contact),
    sources: (answer.sources ?? []).map(({ _key, title = null, publisher = null, url = null, date = null }) => ({
      key: _key,
      title,
      publisher,
      url,
      date,
    })),
  }
}

/**
 * The fact sheet at `slug`, in `language` if there is one, else in English, else in any.
 * Null if there is none at all. `language` of the answer says which it is.
 */
export async function readFactSheet({ slug, language, view }: { slug: string; language: string; view: View }): Promise<FactSheet | null> {
  const { data } = await readContent({ query: FACT_SHEET_QUERY, params: { slug, language }, ...view })
  return data ? toFactSheet(data) : null
}
