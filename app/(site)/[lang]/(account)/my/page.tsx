import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Details } from '#components/account/details.tsx'
import { FollowedLine, SheetChanges } from '#components/account/followed-sheet.tsx'
import { instantText } from '#components/account/instant-text.ts'
import { Panel } from '#components/account/panel.tsx'
import { SessionList } from '#components/account/session-list.tsx'
import { listOwnSessions } from '#lib/auth/own-sessions.ts'
import { findShownProvider } from '#lib/auth/provider/shown-provider.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { authSettings } from '#lib/auth/settings.ts'
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
  const [sheets, sessions] = await Promise.all([followedSheets(reader), listOwnSessions(reader)])
  const changed = sheets.filter(({ changes }) => changes !== 'same')
  const provider = (await findShownProvider(authSettings(), reader.provider))?.name ?? reader.provider
  return (
    <AccountFrame language={lang} path="/my">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('yourPage')}</h1>
            <p>{sheets.length === 0 ? words('followNone') : words('changesSummary', { changed: changed.length })}</p>
          </div>
          <form method="post" action="/api/auth/sign-out">
            <input type="hidden" name="callbackUrl" value={path} />
            <button type="submit" className="button">
              {words('signOut')}
            </button>
          </form>
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
          <div className="my-column">
            <Panel id="details" title={words('detailsTitle')}>
              <Details
                language={lang}
                name={reader.name}
                email={reader.email}
                provider={provider}
                issuer={reader.issuer}
                subject={reader.subject}
                roles={reader.roles}
              />
            </Panel>
            <Panel id="sessions" title={words('sessionsTitle')}>
              <SessionList sessions={sessions} language={lang} path={path} />
              <p className="my-when">{words('sessionExpires', { date: instantText(reader.expires, lang) })}</p>
            </Panel>
          </div>
        </div>
      </div>
    </AccountFrame>
  )
}
