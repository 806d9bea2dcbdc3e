import type { Metadata } from 'next'
import { environment, siteOrigin } from '#lib/env.ts'
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The whole public address of `path` (without a language) in `language`. */
export function pageAddress(language: Language, path: string): string {
  return wholeAddress(localPath(language, path))
}

/** The whole public address at `path`, which has its language already. */
export function wholeAddress(path: string): string {
  return new URL(path, siteOrigin(environment())).href
}

/** Of every picture for sharing, in pixels. */
const CARD_SIZE = { width: 1200, height: 630 }

/** Where a sheet, whose public path is `path`, can be had as plain text, and as a picture for sharing. */
export function sheetFiles(path: string): { readonly text: string; readonly card: string } {
  return { text: `${path}.md`, card: `${path}/card.png` }
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
  /** The public path of what the page says as plain text, if that can be had. */
  readonly text?: string
  /** The public path of the picture that is shown where the page is shared, if there is one. */
  readonly card?: string
  /** The public path of the page in a language, where that is not the plain one. */
  readonly pathIn?: (language: string) => string
  /** The public path beneath which its feeds are; none, if absent. */
  readonly feeds?: string
}

/** Shorter titles and descriptions tell nobody in a list of results what a page is. */
const TITLE_LENGTH_MIN = 20
const DESCRIPTION_LENGTH_MIN = 50
const DESCRIPTION_LENGTH_MAX = 300

/** `title` and `description`, where they are too short with more words behind. */
function longEnough(title: string, description: string, language: string): { readonly title: string; readonly description: string } {
  const words = translate('site', isLanguage(language) ? language : DEFAULT_LANGUAGE)
  const told = description.length < DESCRIPTION_LENGTH_MIN ? words('shortDescription', { title, description }).trim() : description
  return {
    title: title.length < TITLE_LENGTH_MIN ? words('shortTitle', { title }) : title,
    description: told.length > DESCRIPTION_LENGTH_MAX ? `${told.slice(0, DESCRIPTION_LENGTH_MAX - 1)}…` : told,
  }
}

/** What search engines and link previews are told of a page. Nothing is indexed unless the operator says so. */
export function pageMetadata({ path, language, translations = LANGUAGES, text, card, pathIn, feeds, ...given }: PageMetadata): Metadata {
  const { title, description } = longEnough(given.title, given.description ?? '', language)
  const plain = (written: string) => localPath(isLanguage(written) ? written : DEFAULT_LANGUAGE, path)
  const addressIn = (written: string) => wholeAddress((pathIn ?? plain)(written))
  const images = card === undefined ? {} : { images: [{ url: wholeAddress(card), ...CARD_SIZE, alt: title }] }
  return {
    title,
    description,
    alternates: {
      canonical: addressIn(language),
      languages: translations.length > 1 ? Object.fromEntries(translations.map((other) => [other, addressIn(other)])) : {},
      ...((feeds !== undefined || text !== undefined) && {
        types: {
          ...(feeds !== undefined && feedAddresses(feeds)),
          ...(text !== undefined && { 'text/markdown': wholeAddress(text) }),
        },
      }),
    },
    robots: environment().INDEXING === 'on' ? null : { index: false, follow: false },
    openGraph: { title, description, url: addressIn(language), locale: language, type: 'website', ...images },
    ...(card !== undefined && { twitter: { card: 'summary_large_image', title, ...images } }),
  }
}

/** The feeds beneath `path`, by their media types. */
function feedAddresses(path: string): Record<string, string> {
  const at = (name: string) => new URL(`${path === '/' ? '' : path}/${name}`, siteOrigin(environment())).href
  return { 'application/atom+xml': at('feed.atom'), 'application/feed+json': at('feed.json') }
}
