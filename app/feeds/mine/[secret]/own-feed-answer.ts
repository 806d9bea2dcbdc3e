import { newsOfFeed } from '#lib/alerts/latest-news.ts'
import { newsText, subjectOf } from '#lib/alerts/news-text.ts'
import { feedOwner } from '#lib/alerts/own-feed.ts'
import type { ToldNews } from '#lib/alerts/told-news.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { DEFAULT_LANGUAGE, isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { type FeedEntry, htmlParagraph, toAtom } from '#lib/open-data/feeds/feed.ts'
import { element } from '#lib/open-data/xml.ts'

const ENTRIES_MAX = 50
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

/** The feed of the person whose secret is in its address; 404 for any other, without a word on whether it ever was one. */
export async function answerOwnFeed(secret: string): Promise<Response> {
  const owner = await feedOwner(secret)
  if (!owner)
    return new Response('There is no such feed.\n', { status: 404, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } })
  const language = isLanguage(owner.language) ? owner.language : DEFAULT_LANGUAGE
  const { origin } = authSettings()
  const words = translate('following', language)
  const self = new URL(`/feeds/mine/${secret}`, origin).href
  const body = toAtom({
    title: words('feedName'),
    description: words('feedDescription'),
    language,
    id: self,
    page: new URL(localPath(language, '/my/follows'), origin).href,
    self,
    author: new URL(origin).host,
    entries: (await newsOfFeed(owner, ENTRIES_MAX)).map((told) => toEntry(told, language, origin)),
  })
  return new Response(body, {
    headers: { ...HEADERS, 'content-type': 'application/atom+xml; charset=utf-8', 'content-language': language },
  })
}

function toEntry(told: ToldNews, language: Language, origin: string): FeedEntry {
  const { said, lines, note, path, comparison, written } = newsText(told, language)
  const items = lines.map(({ line, why }) => element('li', {}, [line, why].filter((part) => part !== null).join('. ')))
  const html = [
    ...(items.length === 0 ? [] : [element('ul', {}, items)]),
    ...said.map((sentence) => htmlParagraph(sentence, language, language)),
    ...(note === null ? [] : [htmlParagraph(note, written, language)]),
  ].join('')
  return {
    id: `urn:uuid:${told.id}`,
    title: subjectOf([told], language),
    written,
    page: new URL(path, origin).href,
    comparison: comparison && new URL(comparison, origin).href,
    publishedAt: told.at,
    html,
    summary: [...lines.map(({ line }) => line), ...said, note].filter((part) => part !== null).join(' '),
  }
}
