import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { VerifyForms } from '#components/edition/verify-forms.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('editions', lang)
  return pageMetadata({ title: words('verifyTitle'), description: words('verifyDescription'), path: '/verify', language: lang })
}

/** Where anybody can check an edition. */
export default async function VerifyPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('editions', lang)
  return (
    <ReadingFrame language={lang} view={PUBLISHED} path="/verify">
      <div className="wrap columns">
        <h1 className="page-title">{words('verifyTitle')}</h1>
        <div className="prose">
          <p>{words('verifyLead')}</p>
          <VerifyForms language={lang} />
        </div>
      </div>
    </ReadingFrame>
  )
}
