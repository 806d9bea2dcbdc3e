import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { QuestionList } from '#components/site/question-list.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { readFaq } from '#sanity/read/faq.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('site', lang)
  return pageMetadata({ title: words('faqTitle'), description: words('faqDescription'), path: '/faq', language: lang })
}

export default async function FaqPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const faq = await readFaq({ language: lang, view })
  return (
    <ReadingFrame language={lang} view={view} path="/faq" current="faq">
      <div className="wrap columns">
        <h1 className="page-title">{translate('site', lang)('faqTitle')}</h1>
        <QuestionList faq={faq} language={lang} />
      </div>
    </ReadingFrame>
  )
}
