import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { IndicatorList } from '#components/figure/indicator-list.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { readIndicators } from '#sanity/read/indicators.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('indicators', lang)
  return pageMetadata({ title: words('indexTitle'), description: words('indexDescription'), path: '/indicators', language: lang })
}

/** Everything that there are figures of, by topic. */
export default async function IndicatorsPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const indicators = await readIndicators({ view })
  return (
    <ReadingFrame language={lang} view={view} path="/indicators" current="figures">
      <div className="wrap columns">
        <h1 className="page-title">{translate('indicators', lang)('indexTitle')}</h1>
        <IndicatorList indicators={indicators} language={lang} />
      </div>
    </ReadingFrame>
  )
}
