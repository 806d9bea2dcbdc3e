import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeptList } from '#components/account/kept-list.tsx'
import { Panel } from '#components/account/panel.tsx'
import { readKeptData } from '#lib/own-data/kept-data.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { environment } from '#lib/env.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { TOLD_DAYS } from '#lib/own-data/retention.ts'
import { processRecord } from '#lib/render-record.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('dataTitle')) : {}
}

/** Everything that is kept of a person, why and for how long, and the ways to take it along or be rid of it. */
export default async function DataPage({ params }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const path = localPath(lang, '/my/data')
  const reader = await requireReader(path)
  const words = translate('ownAccount', lang)
  const { belongings, roles, events } = await readKeptData(reader)
  const written = await processRecord().authors?.keptOf(reader.id)
  const { SESSION_IDLE_DAYS, SESSION_DAYS, SESSION_STAFF_HOURS, AUDIT_DAYS } = environment()
  const kept = [
    { kind: 'person' as const, count: 1 },
    ...belongings.map(({ name, rows }) => ({ kind: name, count: rows.length })),
    { kind: 'roles' as const, count: roles.length },
    { kind: 'events' as const, count: events.length },
    { kind: 'content' as const, count: (written?.transactions ?? 0) + (written?.settings.length ?? 0) },
  ]
  const download = (as: string) => `/api/my-data?${new URLSearchParams({ as, language: lang }).toString()}`
  return (
    <AccountFrame language={lang} path="/my/data">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('dataTitle')}</h1>
            <p>
              {words('dataLead')} <a href={localPath(lang, '/privacy')}>{words('dataPrivacy')}</a>
            </p>
          </div>
          <p className="my-acts">
            <a className="button" href={localPath(lang, '/my/account')}>
              {words('title')}
            </a>
          </p>
        </header>
        <div className="my-stack">
          <KeptList
            kept={kept}
            limits={{ idle: SESSION_IDLE_DAYS, total: SESSION_DAYS, staff: SESSION_STAFF_HOURS, told: TOLD_DAYS, log: AUDIT_DAYS }}
            language={lang}
          />
          <Panel id="download" title={words('dataDownload')}>
            <p>{words('dataDownloadText')}</p>
            <p className="my-acts">
              <a className="button" href={download('html')} download>
                {words('dataAsPage')}
              </a>
              <a className="button" href={download('json')} download>
                {words('dataAsJson')}
              </a>
            </p>
          </Panel>
          <Panel id="delete" title={words('dataDelete')}>
            <p>{words('dataDeleteText')}</p>
            <p className="my-acts">
              <a className="button" href={`${path}/delete`}>
                {words('dataDelete')}
              </a>
            </p>
          </Panel>
        </div>
      </div>
    </AccountFrame>
  )
}
