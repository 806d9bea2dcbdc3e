import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { dayText } from '#components/account/day-text.ts'
import { Panel } from '#components/account/panel.tsx'
import { AuditTable } from '#components/admin/audit-table.tsx'
import { PersonChanges } from '#components/admin/person-changes.tsx'
import { listEvents } from '#lib/auth/audit-log.ts'
import { readPerson, rolesToGive } from '#lib/auth/people.ts'
import { requireAdministrator } from '#lib/auth/require-administrator.ts'
import { BUILT_IN_ROLES } from '#lib/auth/roles.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../../account-frame.tsx'
import { queryText } from '../../../query-text.ts'

export const instant = false

const LINES_MAX = 50
const SAID = ['done', 'unknown', 'last', 'own'] as const

interface PageProps {
  readonly params: Promise<{ lang: string; id: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('admin', lang)('title')) : {}
}

/** One person, as an administrator sees and changes them: nothing of what they read. */
export default async function PersonPage({ params, searchParams }: PageProps) {
  const { lang, id } = await params
  if (!isLanguage(lang)) notFound()
  const administrator = await requireAdministrator(localPath(lang, `/admin/people/${id}`))
  const person = await readPerson(administrator, id)
  if (!person) notFound()
  const words = translate('admin', lang)
  const [offered, events, query] = await Promise.all([
    rolesToGive(administrator, BUILT_IN_ROLES),
    listEvents(administrator, { userId: id, limit: LINES_MAX }),
    searchParams,
  ])
  const said = SAID.find((one) => one === queryText(query['said']))
  return (
    <AccountFrame language={lang} path={`/admin/people/${id}`}>
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1 className="my-id">{words('person', { id: person.id })}</h1>
            <p>{person.suspendedAt ? words('suspended', { date: dayText(person.suspendedAt, lang) }) : words('active')}</p>
          </div>
          <p className="my-acts">
            <a className="button" href={localPath(lang, '/admin')}>
              {words('title')}
            </a>
          </p>
        </header>
        {said && (
          <p className="note my-said">
            <output>{words(`said_${said}`)}</output>
          </p>
        )}
        <div className="my-board">
          <div className="my-column">
            <Panel id="changes" title={words('changes')}>
              <PersonChanges
                id={person.id}
                roles={person.roles}
                isSuspended={person.suspendedAt !== null}
                offered={offered}
                language={lang}
              />
            </Panel>
          </div>
          <div className="my-column">
            <Panel id="ways" title={words('ways')}>
              <dl className="my-details">
                {person.name !== null && (
                  <>
                    <dt>{words('name')}</dt>
                    <dd>
                      <bdi>{person.name}</bdi>
                    </dd>
                  </>
                )}
                <dt>{words('since')}</dt>
                <dd>{dayText(person.createdAt, lang)}</dd>
                {person.identities.map(({ provider, issuer, subject }) => (
                  <div key={`${issuer} ${subject}`}>
                    <dt>{provider}</dt>
                    <dd>
                      <code dir="ltr">{issuer}</code>
                      <br />
                      <code dir="ltr">{subject}</code>
                    </dd>
                  </div>
                ))}
              </dl>
            </Panel>
          </div>
          <div className="my-wide">
            <Panel id="log" title={words('logOf')}>
              <AuditTable lines={events} language={lang} />
            </Panel>
          </div>
        </div>
      </div>
    </AccountFrame>
  )
}
