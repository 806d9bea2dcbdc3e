import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Glossary } from '#components/glossary/glossary.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { readGlossary } from '#sanity/read/terms.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('reading', lang)
  return pageMetadata({ title: words('glossaryTitle'), description: words('glossaryDescription'), path: '/glossary', language: lang })
}

/** What terms and abbreviations mean. */
export default async function GlossaryPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const terms = await readGlossary({ language: lang, view })
  return (
    <ReadingFrame language={lang} view={view} path="/glossary">
      <div className="wrap columns">
        <h1 className="page-title">{translate('reading', lang)('glossary')}</h1>
        <div className="prose">
          <Glossary terms={terms} language={lang} />
        </div>
      </div>
    </ReadingFrame>
  )
}
