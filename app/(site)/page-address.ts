import type { Metadata } from 'next'
import { environment, siteOrigin } from '#lib/env.ts'
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'

/** The whole public address of `path` (without a language) in `language`. */
export function pageAddress(language: Language, path: string): string {
  return new URL(localPath(language, path), siteOrigin(environment())).href
}

interface PageMetadata {
  readonly title: string
  readonly description?: string | null
  /** The page's address without a language. */
  readonly path: string
  /** The language of what the page says: its address in that language is the canonical one. */
  readonly language: string
  /** Languages that the page exists in. */
  readonly translations?: readonly string[]
  /** The public path of the page in a language, where that is not the plain one. */
  readonly pathIn?: (language: string) => string
}

/** What search engines and link previews are told of a page. Nothing is indexed unless the operator says so. */
export function pageMetadata({ title, description, path, language, translations = LANGUAGES, pathIn }: PageMetadata): Metadata {
  const plain = (written: string) => localPath(isLanguage(written) ? written : DEFAULT_LANGUAGE, path)
  const addressIn = (written: string) => new URL((pathIn ?? plain)(written), siteOrigin(environment())).href
  return {
    title,
    description: description ?? null,
    alternates: {
      canonical: addressIn(language),
      languages: translations.length > 1 ? Object.fromEntries(translations.map((other) => [other, addressIn(other)])) : {},
    },
    robots: environment().INDEXING === 'on' ? null : { index: false, follow: false },
    openGraph: { title, ...(description ? { description } : {}), url: addressIn(language), locale: language, type: 'website' },
  }
}
