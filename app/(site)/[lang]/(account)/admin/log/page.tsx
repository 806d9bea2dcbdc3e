import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AuditTable } from '#components/admin/audit-table.tsx'
import { listEvents } from '#lib/auth/audit-log.ts'
import { requireAdministrator } from '#lib/auth/require-administrator.ts'
import { environment } from '#lib/env.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { queryText } from '../../query-text.ts'

export const instant = false

const LINES_MAX = 100

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('admin', lang)('log')) : {}
}

/** The whole log of sign-ins and changes of rights, page by page; for administrators. */
export default async function LogPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/admin/log')
  const administrator = await requireAdministrator(path)
  const words = translate('admin', lang)
  const before = Number(queryText((await searchParams)['before']))
  const lines = await listEvents(administrator, { before: Number.isSafeInteger(before) && before > 0 ? before : null, limit: LINES_MAX })
  const last = lines.at(-1)
  return (
    <AccountFrame language={lang} path="/admin/log">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('log')}</h1>
            <p>{words('logLead', { days: environment().AUDIT_DAYS })}</p>
          </div>
          <p className="my-acts">
            <a className="button" href={localPath(lang, '/admin')}>
              {words('title')}
            </a>
          </p>
        </header>
        <div className="my-stack">
          <AuditTable lines={lines} language={lang} />
          <p className="my-acts">
            <a className="button" href={path}>
              {words('newest')}
            </a>
            {last && lines.length === LINES_MAX && (
              <a className="button" href={`${path}?before=${last.id}`}>
                {words('older')}
              </a>
            )}
          </p>
        </div>
      </div>
    </AccountFrame>
  )
}
