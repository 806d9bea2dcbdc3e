import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ReportForm } from '#components/figure/report-form.tsx'
import { environment, hostedContent } from '#lib/env.ts'
import { localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { filledForm } from '#lib/render-record.ts'
import { reportMetadata, ReportFrame, type ReportPageProps } from './report-page.tsx'

export const instant = false

export function generateMetadata(props: ReportPageProps): Promise<Metadata> {
  return reportMetadata(props, 'report')
}

/** Where a visitor says what is wrong with one value. */
export default function ReportPage(props: ReportPageProps) {
  return (
    <ReportFrame page={props} kind="report">
      {({ observation, language }) => {
        const words = translate('reports', language)
        const hosted = hostedContent(environment())
        // On hosted Sanity nothing can be written without a token.
        if (hosted && hosted.token === undefined)
          return <p className="note">{words.rich('closed', { contact: linkTo(localPath(language, '/contact')) })}</p>
        return (
          <>
            <p>{words('lead')}</p>
            <ReportForm observation={observation} language={language} filled={filledForm()} />
          </>
        )
      }}
    </ReportFrame>
  )
}

function linkTo(href: string) {
  return (name: ReactNode) => <a href={href}>{name}</a>
}
