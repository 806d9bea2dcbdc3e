import { Feed } from 'feed'
import { connection } from 'next/server'
import { environment, siteOrigin } from '#lib/env.ts'
import { subjectOf, whyText } from '#lib/figures/change-text.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { type EditionEntry, EDITIONS_TAG, listCorrections } from '#lib/publishing/editions.ts'
import { noteTags } from '#lib/render-record.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { pageAddress } from '../../../page-address.ts'

const ENTRIES_MAX = 50

interface Context {
  readonly params: Promise<{ lang: string }>
}

/** Major changes of all sheets as an Atom feed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) return new Response(null, { status: 404 })
  noteTags([EDITIONS_TAG])
  const words = translate('editions', lang)
  const corrections = await listCorrections(ENTRIES_MAX)
  const address = pageAddress(lang, '/corrections')
  const { institution, siteTitle } = await readSettings({ language: lang, view: PUBLISHED })
  const feed = new Feed({
    id: address,
    link: address,
    title: words('correctionsTitle'),
    description: words('correctionsDescription'),
    language: lang,
    copyright: '',
    author: { name: institution?.name ?? siteTitle },
    // The same bytes until there is news: the moment of the newest entry, not of the request.
    updated: corrections[0]?.publishedAt ?? new Date(0),
    feedLinks: { atom: pageAddress(lang, '/corrections.atom') },
  })
  for (const correction of corrections) feed.addItem(entryOf(correction, lang))
  return new Response(feed.atom1(), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

function entryOf({ slug, language: written, heading, number, publishedAt, note, figureChanges }: EditionEntry, language: Language) {
  const words = translate('editions', language)
  const address = new URL(`${sheetPath(slug, written, language)}/editions/${number}`, siteOrigin(environment())).href
  const changes = figureChanges.map((change) => {
    const values = [change.before?.text, change.after?.text].filter(Boolean).join(' → ')
    return `${subjectOf(change, language)}: ${values}${change.kind === 'changed' ? ` (${whyText(change.why, language)})` : ''}`
  })
  return {
    id: address,
    link: address,
    title: asHtml(`${heading}, ${words('editionNumber', { number })}`),
    date: publishedAt,
    published: publishedAt,
    description: asHtml([note, ...changes].filter(Boolean).join('\n') || words('majorChange')),
  }
}

/** The library says of titles and summaries that they are HTML. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
}
