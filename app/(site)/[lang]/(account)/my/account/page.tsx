import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Details } from '#components/account/details.tsx'
import { instantText } from '#components/account/instant-text.ts'
import { Panel } from '#components/account/panel.tsx'
import { RecoveryForms } from '#components/account/recovery-forms.tsx'
import { SessionList } from '#components/account/session-list.tsx'
import { WaysIn } from '#components/account/ways-in.tsx'
import { listIdentities } from '#lib/auth/identities.ts'
import { listOwnSessions } from '#lib/auth/own-sessions.ts'
import { findShownProvider } from '#lib/auth/provider/shown-provider.ts'
import { RECOVERY } from '#lib/auth/providers.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { ownRecovery } from '#lib/recovery/own-recovery.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { queryText } from '../../query-text.ts'
import { saidWords } from './said-words.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('title')) : {}
}

/** How somebody gets in, where they are signed in, and the way to what is kept of them. */
export default async function AccountPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my/account')
  const reader = await requireReader(path)
  const words = translate('ownAccount', lang)
  const accountWords = translate('account', lang)
  const [identities, sessions, recovery, { said }] = await Promise.all([
    listIdentities(reader),
    listOwnSessions(reader),
    ownRecovery(reader),
    searchParams,
  ])
  const shown = await Promise.all(identities.map(({ provider }) => findShownProvider(authSettings(), provider)))
  const names = new Map(shown.flatMap((provider) => (provider ? [[provider.id as string, provider.name] as const] : [])))
  const nameOf = (id: string, issuer: string): string =>
    id === RECOVERY ? translate('recovery', lang)('session') : (names.get(id) ?? new URL(issuer).host)
  const note = saidWords(queryText(said), lang)
  return (
    <AccountFrame language={lang} path="/my/account">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('title')}</h1>
            <p>{words('lead')}</p>
          </div>
          <p className="my-acts">
            {reader.roles.includes('administrator') && (
              <a className="button" href={localPath(lang, '/admin')}>
                {words('administration')}
              </a>
            )}
            <a className="button" href={localPath(lang, '/my')}>
              {words('toYourPage')}
            </a>
          </p>
        </header>
        {note && (
          <p className="note my-said">
            <output>{note}</output>
          </p>
        )}
        <div className="my-board">
          <div className="my-column">
            <Panel id="ways" title={words('waysTitle')}>
              <WaysIn ways={identities.map((one) => ({ ...one, name: nameOf(one.provider, one.issuer) }))} language={lang} />
              <RecoveryForms recovery={recovery} language={lang} />
            </Panel>
            <Panel id="sessions" title={accountWords('sessionsTitle')}>
              <SessionList sessions={sessions} language={lang} path={path} />
              <p className="my-when">{accountWords('sessionExpires', { date: instantText(reader.expires, lang) })}</p>
            </Panel>
          </div>
          <div className="my-column">
            <Panel id="details" title={accountWords('detailsTitle')}>
              <Details
                language={lang}
                name={reader.name}
                email={reader.email}
                provider={nameOf(reader.provider, reader.issuer)}
                issuer={reader.issuer}
                subject={reader.subject}
                roles={reader.roles}
              />
            </Panel>
            <Panel id="data" title={words('dataTitle')}>
              <p>{words('dataDownloadText')}</p>
              <p className="my-acts">
                <a className="button" href={localPath(lang, '/my/data')}>
                  {words('dataTitle')}
                </a>
              </p>
            </Panel>
          </div>
        </div>
      </div>
    </AccountFrame>
  )
}
