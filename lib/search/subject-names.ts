import { DEFAULT_LANGUAGE } from '#lib/i18n/languages.ts'
import { objectIn, objectsIn, type StoredDocument, textIn } from '#lib/publishing/stored-document.ts'

/** What an indicator, a place or a series is called in one language. */
export interface SubjectName {
  readonly subject: string
  readonly kind: 'indicator' | 'place' | 'series'
  readonly language: string
  readonly value: string
  /** False for a synonym. */
  readonly isName: boolean
  readonly slug: string
}

const KINDS: Readonly<Record<string, SubjectName['kind']>> = { indicator: 'indicator', country: 'place', region: 'place', series: 'series' }

/** The types of documents that questions name. */
export const SUBJECT_TYPES: readonly string[] = Object.keys(KINDS)

/** What `document` is called in questions; nothing if it has no address or is no such thing. */
export function namesOf(document: StoredDocument): readonly SubjectName[] {
  const kind = KINDS[document._type]
  const slug = kind === 'series' ? textIn(document, 'code') : textIn(objectIn(document, 'slug'), 'current')
  if (kind === undefined || slug === null) return []
  const named = [{ language: DEFAULT_LANGUAGE, value: textIn(document, 'name') ?? slug }, ...valuesIn(document, 'names')]
  const synonyms = [...valuesIn(document, 'synonyms'), ...(kind === 'series' ? [{ language: DEFAULT_LANGUAGE, value: slug }] : [])]
  const all = [...named.map((name) => ({ ...name, isName: true })), ...synonyms.map((name) => ({ ...name, isName: false }))]
  // One name is enough where two are alike.
  const known = new Map(all.toReversed().map((name) => [`${name.language}\n${name.value}`, name]))
  return [...known.values()].map((name) => ({ subject: document._id, kind, slug, ...name }))
}

/** The name of `document` in `language`, else the English one. */
export function nameOf(document: StoredDocument, language: string): string {
  const named = valuesIn(document, 'names').find((name) => name.language === language)
  return named?.value ?? textIn(document, 'name') ?? document._id
}

/** The synonyms of `document` in `language`. */
export function synonymsOf(document: StoredDocument, language: string): readonly string[] {
  return valuesIn(document, 'synonyms').flatMap((synonym) => (synonym.language === language ? [synonym.value] : []))
}

function valuesIn(document: StoredDocument, field: string): readonly { readonly language: string; readonly value: string }[] {
  return objectsIn(document, field).flatMap((name) => {
    const [language, value] = [textIn(name, 'language'), textIn(name, 'value')]
    return language === null || value === null ? [] : [{ language, value }]
  })
}
