import type { ReactNode } from 'react'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const API = '/api/v1'
const COLLECTIONS = ['fact-sheets', 'observations', 'indicators', 'places', 'series', 'sources', 'units'] as const

/** What programs may read here, with the addresses. */
export function DataGuide({ language }: { language: Language }) {
  const words = translate('lists', language)
  const link = (href: string) => (text: ReactNode) => (
    <a key={href} href={href}>
      {text}
    </a>
  )
  const atom = link(localPath(language, '/feed.atom'))
  const json = link(localPath(language, '/feed.json'))
  return (
    <div className="prose">
      <p>{words('dataLead')}</p>
      <h2>{words('dataEverything')}</h2>
      <p>{words('dataEverythingText')}</p>
      <p>
        <a href={`${API}/download`} download="chancery.ndjson">
          {words('dataDownload')}
        </a>
      </p>
      <h2>{words('dataApi')}</h2>
      <p>{words.rich('dataApiText', { api: link(`${API}/openapi.json`) })}</p>
      <dl className="facts">
        {COLLECTIONS.map((name) => (
          <div key={name}>
            <dt>{words(`data_${name === 'fact-sheets' ? 'fact_sheets' : name}`)}</dt>
            <dd>
              <a href={`${API}/${name}`}>JSON</a> <a href={`${API}/${name}.csv`}>CSV</a>
            </dd>
          </div>
        ))}
      </dl>
      <h2>{words('dataFeeds')}</h2>
      <p>{words.rich('dataFeedsText', { atom, json })}</p>
      <h2>{words('dataLicence')}</h2>
      <p>{words('dataLicenceText')}</p>
    </div>
  )
}
