import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FollowedLine, SheetChanges } from '#components/account/followed-sheet.tsx'
import { OwnLinks } from '#components/account/own-links.tsx'
import { Panel } from '#components/account/panel.tsx'
import { bdi } from '#components/ui/bdi.tsx'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../account-frame.tsx'
import { followedSheets } from './followed-sheets.ts'
import { LatestNewsPanel } from './follows/latest-news-panel.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('account', lang)('yourPage')) : {}
}

export default async function MyPage({ params }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my')
  const reader = await requireReader(path)
  const words = translate('account', lang)
  const sheets = await followedSheets(reader)
  const changed = sheets.filter(({ changes }) => changes !== 'same')
  return (
    <AccountFrame language={lang} path="/my">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('yourPage')}</h1>
            <p>{words.rich('signedInAs', { name: reader.name, bdi })}</p>
            <p>{sheets.length === 0 ? words('followNone') : words('changesSummary', { changed: changed.length })}</p>
          </div>
          <OwnLinks language={lang} roles={reader.roles} path={path} />
        </header>
        <div className="my-board">
          <div className="my-column">
            <Panel id="changes" title={words('changesTitle')}>
              {changed.map((sheet) => (
                <SheetChanges key={sheet.documentId} sheet={sheet} language={lang} path={path} />
              ))}
              {changed.length === 0 && <p className="my-nothing">{words(sheets.length === 0 ? 'followHow' : 'changesNone')}</p>}
            </Panel>
            <LatestNewsPanel reader={reader} language={lang} limit={5} leadsOn />
            <Panel id="follows" title={words('followTitle')}>
              {sheets.length > 0 ? (
                <ul className="my-list">
                  {sheets.map((sheet) => (
                    <FollowedLine key={sheet.documentId} sheet={sheet} language={lang} path={path} />
                  ))}
                </ul>
              ) : (
                <p className="my-nothing">{words('followNone')}</p>
              )}
              <p className="my-acts">
                <a className="button" href={localPath(lang, '/')}>
                  {words('allSheets')}
                </a>
              </p>
            </Panel>
          </div>
        </div>
      </div>
    </AccountFrame>
  )
}
