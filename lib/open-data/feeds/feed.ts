import type { Language } from '#lib/i18n/languages.ts'
import { directionOf } from '#lib/i18n/written-language.ts'
import { element, type Xml, xmlDocument } from '../xml.ts'

/** A feed, in whichever form it goes out. Addresses are whole. */
export interface Feed {
  readonly title: string
  readonly description: string
  readonly language: Language
  /** What programs know the feed by: the same for ever. */
  readonly id: string
  /** Of the page that the feed is about. */
  readonly page: string
  /** Of the feed itself, in the form that it goes out in. */
  readonly self: string
  readonly author: string
  readonly entries: readonly FeedEntry[]
}

export interface FeedEntry {
  /** What programs know the entry by: the same for ever. */
  readonly id: string
  readonly title: string
  /** The language of the page that it leads to. */
  readonly written: string
  readonly page: string
  /** Where it is compared with the one before; null if there is none. */
  readonly comparison: string | null
  readonly publishedAt: Date
  /** HTML. */
  readonly html: string
  /** What it says, in one line. */
  readonly summary: string
}

/** The moment of the newest entry, not of the request: the bytes stay the same until there is news. */
function updatedAt({ entries }: Feed): string {
  return new Date(Math.max(0, ...entries.map(({ publishedAt }) => publishedAt.getTime()))).toISOString()
}

/** @see RFC 4287 */
export function toAtom(feed: Feed): string {
  const { id, title, description, language, page, self, author, entries } = feed
  const head = [
    element('id', {}, id),
    element('title', {}, title),
    element('subtitle', {}, description),
    element('updated', {}, updatedAt(feed)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: language, href: page }),
    element('author', {}, [element('name', {}, author)]),
  ]
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language }, [...head, ...entries.map(toAtomEntry)]),
  )
}

function toAtomEntry({ id, title, written, page, comparison, publishedAt, html, summary }: FeedEntry): Xml {
  return element('entry', {}, [
    element('id', {}, id),
    element('title', {}, title),
    element('published', {}, publishedAt.toISOString()),
    element('updated', {}, publishedAt.toISOString()),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: written, href: page }),
    ...(comparison === null ? [] : [element('link', { rel: 'related', type: 'text/html', href: comparison })]),
    element('summary', {}, summary),
    element('content', { type: 'html' }, html),
  ])
}

/** @see https://www.jsonfeed.org/version/1.1/ */
export function toJsonFeed(feed: Feed): string {
  const { title, description, language, page, self, author, entries } = feed
  const items = entries.map(({ id, title: heading, page: url, comparison, publishedAt, html, summary }) => ({
    id,
    url,
    ...(comparison !== null && { external_url: comparison }),
    title: heading,
    content_html: html,
    summary,
    date_published: publishedAt.toISOString(),
    date_modified: publishedAt.toISOString(),
    language,
  }))
  const head = { version: 'https://jsonfeed.org/version/1.1', title, description, home_page_url: page, feed_url: self, language }
  return `${JSON.stringify({ ...head, authors: [{ name: author }], items }, null, 2)}\n`
}

/** A paragraph of HTML in the language `written`, where the text around it is in `around`. */
export function htmlParagraph(text: string, written: string, around: Language): string {
  const own = written === around ? {} : { lang: written, dir: directionOf(written) }
  return element('p', own, text)
}
