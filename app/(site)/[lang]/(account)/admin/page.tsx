import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { instantText } from '#components/account/instant-text.ts'
import { Panel } from '#components/account/panel.tsx'
import { AuditTable } from '#components/admin/audit-table.tsx'
import { MailState } from '#components/admin/mail-state.tsx'
import { PeopleTable } from '#components/admin/people-table.tsx'
import { mailQueue } from '#lib/alerts/mail-queue.ts'
import { listEvents } from '#lib/auth/audit-log.ts'
import { listIssuers } from '#lib/auth/issuers/known-issuers.ts'
import { lastRefusals, listPeople, PEOPLE_MAX } from '#lib/auth/people.ts'
import { configuredProviders } from '#lib/auth/providers.ts'
import { requireAdministrator } from '#lib/auth/require-administrator.ts'
import { environment } from '#lib/env.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../account-frame.tsx'
import { queryText } from '../query-text.ts'

export const instant = false

/** As many of the newest lines of the log stand here. */
const LINES = 10

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('admin', lang)('title')) : {}
}

/** Who is here, how signing in goes, and what happened of late; for administrators. */
export default async function AdminPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/admin')
  const administrator = await requireAdministrator(path)
  const words = translate('admin', lang)
  const query = await searchParams
  const wanted = queryText(query['find'])?.trim().slice(0, 255) ?? ''
  const staffOnly = query['show'] !== 'all' && wanted === ''
  const offset = Math.min(Math.max(Number(queryText(query['from'])) || 0, 0), 1_000_000)
  const providers = configuredProviders()
  const [found, refusals, events, issuers, queue] = await Promise.all([
    listPeople(administrator, { wanted, staffOnly, offset }),
    lastRefusals(
      administrator,
      providers.map(({ id }) => id),
    ),
    listEvents(administrator, { limit: LINES }),
    listIssuers(environment()),
    mailQueue(),
  ])
  return (
    <AccountFrame language={lang} path="/admin">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('title')}</h1>
            <p>{words('lead')}</p>
          </div>
        </header>
        <div className="my-stack">
          <Panel id="people" title={words('people')}>
            <form method="get" action={path} className="my-acts">
              <label className="my-field">
                {words('find')}
                <input name="find" defaultValue={wanted} dir="ltr" maxLength={255} />
              </label>
              <button type="submit" className="button">
                {words('findButton')}
              </button>
              <a className="button" href={path} aria-current={staffOnly ? 'page' : undefined}>
                {words('withRole')}
              </a>
              <a className="button" href={`${path}?show=all`} aria-current={!staffOnly && wanted === '' ? 'page' : undefined}>
                {words('everybody')}
              </a>
            </form>
            <PeopleTable people={found.slice(0, PEOPLE_MAX)} language={lang} />
            {found.length > PEOPLE_MAX && (
              <p className="my-acts">
                <a
                  className="button"
                  href={`${path}?${new URLSearchParams({ show: staffOnly ? 'roles' : 'all', from: String(offset + PEOPLE_MAX) }).toString()}`}
                >
                  {words('older')}
                </a>
              </p>
            )}
          </Panel>
          <Panel id="providers" title={words('providers')}>
            {providers.length === 0 && issuers.length === 0 && <p className="my-nothing">{words('noProviders')}</p>}
            <ul className="my-list">
              {providers.map(({ id, name, host }) => {
                const refusal = refusals.get(id)
                return (
                  <li key={id} className="my-line">
                    <span>
                      <bdi>{name}</bdi> <code dir="ltr">{host}</code>
                      <small>
                        {words('lastRefusal')}: {refusal ? instantText(refusal.at, lang) : words('noRefusal')}
                      </small>
                      {refusal?.detail && <small dir="auto">{refusal.detail}</small>}
                    </span>
                  </li>
                )
              })}
              {issuers.map(({ id, issuer, isAllowed, lastErrorAt, lastError }) => (
                <li key={id} className="my-line">
                  <span>
                    <code dir="ltr">{issuer}</code> {!isAllowed && <strong className="my-tag">{words('denied')}</strong>}
                    <small>
                      {words('lastRefusal')}: {lastErrorAt ? instantText(lastErrorAt, lang) : words('noRefusal')}
                    </small>
                    {lastError && <small dir="auto">{lastError}</small>}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel id="mail" title={words('mail')}>
            <MailState queue={queue} language={lang} />
          </Panel>
          <Panel id="log" title={words('log')}>
            <p className="my-when">{words('logLead', { days: environment().AUDIT_DAYS })}</p>
            <AuditTable lines={events} language={lang} />
            <p className="my-acts">
              <a className="button" href={`${path}/log`}>
                {words('toLog')}
              </a>
            </p>
          </Panel>
        </div>
      </div>
    </AccountFrame>
  )
}
