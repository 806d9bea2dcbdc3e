import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  return { title: translate('site', lang)('missingTitle'), robots: { index: false, follow: false } }
}

/** What the server sends, with status 404, for every address that has no page: the same for all of them. */
export default async function MissingPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('site', lang)
  const view = await currentView()
  return (
    <ReadingFrame language={lang} view={view} path="/">
      <div className="wrap columns">
        <h1 className="page-title">{words('missingTitle')}</h1>
        <div className="prose">
          <p>{words('missingText')}</p>
          <p>{words('missingAdvice')}</p>
          <ul>
            <li>
              <a href={localPath(lang, '/')}>{words('missingSheets')}</a>
            </li>
            <li>
              <a href={localPath(lang, '/faq')}>{words('faqTitle')}</a>
            </li>
            <li>
              <a href={localPath(lang, '/contact')}>{words('missingContact')}</a>
            </li>
          </ul>
        </div>
      </div>
    </ReadingFrame>
  )
}
