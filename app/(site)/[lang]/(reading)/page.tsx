import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'

export const instant = false

export default async function CataloguePage({ params }: { params: Promise<{ lang: string }> }) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  return <main>{translate('site', lang)('backToTop')}</main>
}
