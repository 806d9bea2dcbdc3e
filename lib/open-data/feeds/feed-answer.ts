import { z } from 'zod'
import { isLanguage, languageOfPath, LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { isLanguageTag } from '#lib/i18n/written-language.ts'
import { newestEditions, newestEditionsOf } from '#lib/publishing/edition-lists.ts'
import { type EditionEntry, editionTag, EDITIONS_TAG, findSheet, listCorrections } from '#lib/publishing/editions.ts'
import { type AskContent, ContentReading } from '../content.ts'
import type { DataAnswer } from '../data-answer.ts'
import { LIST_KINDS, readList } from '../lists/list.ts'
import { shownIn } from '../lists/listed-sheets.ts'
import { listWords } from '../lists/list-words.ts'
import { Problem } from '../problem.ts'
import { toAtom, toJsonFeed } from './feed.ts'
import { feedEntries } from './feed-entries.ts'

const ENTRIES_MAX = 50
const FORMS = { atom: 'application/atom+xml', json: 'application/feed+json' } as const
const CORRECTIONS = new Set(LANGUAGES.map((language) => localPath(language, '/corrections.atom')))

/** What a feed tells of. */
interface Told {
  readonly title: string
  readonly description: string
  readonly editions: readonly EditionEntry[]
  /** What the feed and its entries are known by: addresses of their own, or those of their pages. */
  readonly knownBy: 'self' | 'page'
}

/** Whether `path` is where a feed may be. */
export function isFeedPath(path: string): boolean {
  return path.endsWith('/feed.atom') || path.endsWith('/feed.json') || CORRECTIONS.has(path)
}

/** The feed at `path`.
 *  @throws {Problem} 404 if there is none, 410 if what it is about was removed */
export async function feedAt(path: string, { origin, ask }: { readonly origin: string; readonly ask: AskContent }): Promise<DataAnswer> {
  const reading = new ContentReading(ask)
  const language = languageOfPath(path)
  const whole = (at: string) => new URL(at, origin).href
  const form = path.endsWith('.atom') ? 'atom' : 'json'
  const page = path.replace(/\/feed\.(atom|json)$|\.atom$/, '') || localPath(language, '/')
  const { knownBy, editions, ...told } = CORRECTIONS.has(path)
    ? await corrections(reading, language)
    : await find(reading, aboutOf(path), language)
  const { siteTitle, publisher } = await settingsIn(reading, language)
  const entries = await feedEntries(reading, editions, language, origin)
  const feed = {
    ...told,
    language,
    page: whole(page),
    self: whole(path),
    author: publisher || siteTitle || new URL(origin).host,
    id: whole(knownBy === 'page' ? page : path),
    entries: knownBy === 'page' ? entries.map((entry) => ({ ...entry, id: entry.page })) : entries,
  }
  return {
    status: 200,
    headers: { 'Content-Type': `${FORMS[form]}; charset=utf-8`, 'Content-Language': language },
    body: form === 'atom' ? toAtom(feed) : toJsonFeed(feed),
    tags: reading.tags,
  }
}

/** The address of what the feed at `path` is about, in its parts, without a language. */
function aboutOf(path: string): readonly string[] {
  const segments = path.split('/').slice(1, -1).map(decodeURIComponent)
  return isLanguage(segments[0] ?? '') ? segments.slice(1) : segments
}

/** Major changes of all sheets. */
async function corrections(reading: ContentReading, language: Language): Promise<Told> {
  reading.tags.add(EDITIONS_TAG)
  const words = translate('editions', language)
  return {
    title: words('correctionsTitle'),
    description: words('correctionsDescription'),
    editions: await listCorrections(ENTRIES_MAX),
    // As they were before there were other feeds: else each would count as new.
    knownBy: 'page',
  }
}

async function find(reading: ContentReading, about: readonly string[], language: Language): Promise<Told> {
  const words = translate('lists', language)
  const [first, slug = '', link, written, ...rest] = about
  if (first === undefined) {
    reading.tags.add(EDITIONS_TAG)
    return {
      title: words('feedAll'),
      description: words('feedAllDescription'),
      editions: await newestEditions(language, ENTRIES_MAX),
      knownBy: 'self',
    }
  }
  if (first === 'fact-sheets' && rest.length === 0 && (link === undefined || (link === 'in' && written !== undefined))) {
    return ofSheet(reading, slug, written, language)
  }
  const kind = LIST_KINDS.find((known) => known === first)
  const list = kind && link === undefined ? await readList(reading, kind, slug) : null
  if (!list) throw new Problem(404, 'There is no such feed. The one of all fact sheets is at /feed.atom and /feed.json.')
  reading.tags.add(EDITIONS_TAG)
  const ids = shownIn(list.sheets, language).map(({ id }) => id)
  return {
    title: words('feedOf', { title: listWords(list.subject, language).title }),
    description: words('feedListDescription'),
    editions: await newestEditionsOf(ids, ENTRIES_MAX),
    knownBy: 'self',
  }
}

async function ofSheet(reading: ContentReading, slug: string, written: string | undefined, language: Language): Promise<Told> {
  const sheet = written === undefined || isLanguageTag(written) ? await findSheet(slug, written ?? language) : null
  if (!sheet || (written !== undefined && sheet.language !== written)) throw new Problem(404, 'There is no such fact sheet.')
  reading.tags.add(editionTag(sheet.documentId))
  if (sheet.state === 'removed') throw new Problem(410, `This fact sheet was removed. ${sheet.reason ?? 'No reason was given.'}`)
  const words = translate('lists', language)
  return {
    title: words('feedOf', { title: sheet.heading }),
    description: words('feedSheetDescription'),
    editions: await newestEditionsOf([sheet.documentId], ENTRIES_MAX),
    knownBy: 'self',
  }
}

const SETTINGS_QUERY = `*[_type == "siteSettings" && language in [$language, "en"]] | order(select(language == $language => 0, 1), _id)[0...1]{
  siteTitle, "publisher": institution->name}`
const settingsRow = z.object({ siteTitle: z.string().nullable(), publisher: z.string().nullable() })

async function settingsIn(reading: ContentReading, language: Language): Promise<z.output<typeof settingsRow>> {
  const [settings] = await reading.rows(SETTINGS_QUERY, { language }, settingsRow)
  return settings ?? { siteTitle: null, publisher: null }
}
