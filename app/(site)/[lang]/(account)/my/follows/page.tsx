import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FollowList } from '#components/account/follow-list.tsx'
import { NewsList } from '#components/account/news-list.tsx'
import { Panel } from '#components/account/panel.tsx'
import { ToldNote } from '#components/account/told-note.tsx'
import { FOLLOWS_MAX, listFollows, listStopped } from '#lib/accounts/follows.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { latestTold } from '../latest-told.ts'
import { followLines } from './follow-lines.ts'

export const instant = false

const NEWS_MAX = 30

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('following', lang)('title')) : {}
}

/** What a reader follows, what there is new of it, and the ways to change and to stop. */
export default async function FollowsPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const reader = await requireReader(localPath(lang, '/my/follows'))
  const words = translate('following', lang)
  const [follows, stopped, news, { told }] = await Promise.all([
    listFollows(reader),
    listStopped(reader),
    latestTold(reader, lang, NEWS_MAX),
    searchParams,
  ])
  const lines = await followLines([...follows, ...stopped], lang)
  const gone = new Set(stopped.map(({ id }) => id))
  const now = lines.filter(({ id }) => !gone.has(id))
  return (
    <AccountFrame language={lang} path="/my/follows">
      <div className="wrap">
        <header className="my-head">
          <h1>{words('title')}</h1>
          <p>
            <a href={localPath(lang, '/my/mail')}>{words('toMail')}</a>
          </p>
        </header>
        <ToldNote language={lang} told={String(told)} max={FOLLOWS_MAX} />
        <div className="my-board">
          <div className="my-column">
            <Panel id="news" title={words('newsPart')}>
              <NewsList news={news} language={lang} />
            </Panel>
          </div>
          <div className="my-column">
            <Panel id="list" title={words('list')}>
              {stopped.length > 0 && (
                <>
                  <p>{words('stopped')}</p>
                  <FollowList lines={lines.filter(({ id }) => gone.has(id))} language={lang} action="undo" />
                </>
              )}
              {now.length > 0 ? <FollowList lines={now} language={lang} action="stop" /> : <p className="my-nothing">{words('none')}</p>}
            </Panel>
          </div>
        </div>
      </div>
    </AccountFrame>
  )
}
