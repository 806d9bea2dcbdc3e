import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireReader } from '#lib/auth/require-reader.ts'
import { returnPath } from '#lib/auth/return-address.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata } from '../../../account-frame.tsx'
import { ConfirmFirst } from '../../../confirm-first.tsx'
import { NarrowPage } from '../../../narrow-page.tsx'
import { queryText } from '../../../query-text.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownAccount', lang)('confirmTitle')) : {}
}

/** Asks somebody to prove anew that it is them, and leads on to where they were going. */
export default async function ConfirmPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const { next } = await searchParams
  const path = returnPath(authSettings().origin, queryText(next), localPath(lang, '/my/account'))
  const reader = await requireReader(path)
  const words = translate('ownAccount', lang)
  return (
    <NarrowPage language={lang} path="/my/account/confirm" title={words('confirmTitle')}>
      <p className="my-lead">{words('confirmText')}</p>
      <ConfirmFirst reader={reader} language={lang} path={path} />
    </NarrowPage>
  )
}
