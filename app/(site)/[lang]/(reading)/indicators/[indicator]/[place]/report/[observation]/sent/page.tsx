import type { Metadata } from 'next'
import { translate } from '#lib/i18n/translator.ts'
import { reportMetadata, ReportFrame, type ReportPageProps } from '../report-page.tsx'

export const instant = false

export function generateMetadata(props: ReportPageProps): Promise<Metadata> {
  return reportMetadata(props, 'sent')
}

/** Where a visitor is led who has sent a report. */
export default function SentPage(props: ReportPageProps) {
  return (
    <ReportFrame page={props} kind="sent">
      {({ language }) => <p>{translate('reports', language)('sentText')}</p>}
    </ReportFrame>
  )
}
