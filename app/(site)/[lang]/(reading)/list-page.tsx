import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { FollowForm } from '#components/account/follow-form.tsx'
import { FactList } from '#components/list/fact-list.tsx'
import { ListIndex } from '#components/list/list-index.tsx'
import { Breadcrumbs } from '#components/site/breadcrumbs.tsx'
import type { FollowTarget } from '#lib/accounts/follow-target.ts'
import { environment } from '#lib/env.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { ContentReading } from '#lib/open-data/content.ts'
import { type FactList as List, type ListKind, readList } from '#lib/open-data/lists/list.ts'
import { readLists } from '#lib/open-data/lists/list-index.ts'
import { shownIn } from '#lib/open-data/lists/listed-sheets.ts'
import { listPath, listsWords, listWords, subjectName } from '#lib/open-data/lists/list-words.ts'
import { sheetDates } from '#lib/publishing/edition-lists.ts'
import { EDITIONS_TAG } from '#lib/publishing/editions.ts'
import { noteTags } from '#lib/render-record.ts'
import { currentView, PUBLISHED, type View } from '#sanity/live.ts'
import { askContent } from '#sanity/read/ask-content.ts'
import { readPlace } from '#sanity/read/place.ts'
import { pageMetadata } from '../../page-address.ts'
import { ReadingFrame } from './reading-frame.tsx'

interface ListProps {
  readonly params: Promise<{ lang: string; slug: string }>
}

interface IndexProps {
  readonly params: Promise<{ lang: string }>
}

async function listAt(kind: ListKind, slug: string, view: View): Promise<List> {
  const list = await readList(new ContentReading(askContent(view)), kind, decodeURIComponent(slug))
  if (!list) notFound()
  return list
}

/** What one follows of a list: a country or a topic; null for other lists. */
async function targetOf(kind: ListKind, slug: string, view: View): Promise<FollowTarget | null> {
  if (kind === 'topics') return { kind: 'topic', key: slug }
  const place = kind === 'countries' ? await readPlace({ slug, view }) : null
  return place && { kind: 'place', key: place.id }
}

/** What a page of a list tells and shows: everything of one country, topic, series or office. */
export function listPage(kind: ListKind) {
  async function generateMetadata({ params }: ListProps): Promise<Metadata> {
    const { lang, slug } = await params
    if (!isLanguage(lang)) notFound()
    const { subject } = await listAt(kind, slug, PUBLISHED)
    const path = listPath(subject)
    return pageMetadata({ ...listWords(subject, lang), path, language: lang, feeds: localPath(lang, path) })
  }

  async function ListPage({ params }: ListProps) {
    const { lang, slug } = await params
    if (!isLanguage(lang)) notFound()
    const view = await currentView()
    const { subject, sheets, figures } = await listAt(kind, slug, view)
    noteTags([EDITIONS_TAG])
    const shown = shownIn(sheets, lang)
    const dates = await sheetDates(shown.map(({ id }) => id))
    const path = listPath(subject)
    const target = environment().SIGN_IN === 'on' ? await targetOf(kind, subject.slug, view) : null
    const crumbs = [
      { name: listsWords(kind, lang).title, href: localPath(lang, `/${kind}`) },
      { name: subjectName(subject, lang), href: localPath(lang, path) },
    ]
    return (
      <ReadingFrame language={lang} view={view} path={path} current="factSheets">
        <div className="wrap columns">
          <Breadcrumbs crumbs={crumbs} language={lang} />
          <h1 className="page-title">{listWords(subject, lang).title}</h1>
          {target && <FollowForm language={lang} target={target} callbackUrl={localPath(lang, path)} />}
          <FactList
            sheets={shown.map((sheet) => ({ ...sheet, edition: dates.get(sheet.id) ?? null }))}
            figures={figures}
            path={path}
            language={lang}
          />
        </div>
      </ReadingFrame>
    )
  }
  return { generateMetadata, ListPage }
}

/** What the page of all lists of a kind tells and shows. */
export function listIndexPage(kind: ListKind) {
  async function generateMetadata({ params }: IndexProps): Promise<Metadata> {
    const { lang } = await params
    if (!isLanguage(lang)) notFound()
    return pageMetadata({ ...listsWords(kind, lang), path: `/${kind}`, language: lang })
  }

  async function ListIndexPage({ params }: IndexProps) {
    await connection()
    const { lang } = await params
    if (!isLanguage(lang)) notFound()
    const view = await currentView()
    const subjects = await readLists(new ContentReading(askContent(view)), kind)
    return (
      <ReadingFrame language={lang} view={view} path={`/${kind}`} current="factSheets">
        <div className="wrap columns">
          <h1 className="page-title">{listsWords(kind, lang).title}</h1>
          <div className="prose">
            <ListIndex subjects={subjects} language={lang} />
          </div>
        </div>
      </ReadingFrame>
    )
  }
  return { generateMetadata, ListIndexPage }
}
