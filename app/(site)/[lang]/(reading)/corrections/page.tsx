import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { CorrectionList } from '#components/edition/correction-list.tsx'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { EDITIONS_TAG, listCorrections } from '#lib/publishing/editions.ts'
import { noteTags } from '#lib/render-record.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { pageAddress, pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

const SHOWN_MAX = 100

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('editions', lang)
  const told = pageMetadata({
    title: words('correctionsTitle'),
    description: words('correctionsDescription'),
    path: '/corrections',
    language: lang,
  })
  const feed = { 'application/atom+xml': pageAddress(lang, '/corrections.atom') }
  return { ...told, alternates: { ...told.alternates, types: feed } }
}

/** Figures that changed and other major changes, in all sheets. */
export default async function CorrectionsPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  noteTags([EDITIONS_TAG])
  const words = translate('editions', lang)
  const corrections = await listCorrections(SHOWN_MAX)
  return (
    <ReadingFrame language={lang} view={PUBLISHED} path="/corrections">
      <div className="wrap columns">
        <h1 className="page-title">{words('correctionsTitle')}</h1>
        <div className="prose">
          <p>{words('correctionsLead')}</p>
          <p>
            <a href={localPath(lang, '/corrections.atom')}>{words('correctionsFeed')}</a>
          </p>
          {corrections.length === 0 ? <p>{words('correctionsNone')}</p> : <CorrectionList corrections={corrections} language={lang} />}
        </div>
      </div>
    </ReadingFrame>
  )
}
