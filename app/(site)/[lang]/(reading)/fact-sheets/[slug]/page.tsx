import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isLanguage } from '#lib/i18n/languages.ts'
import { currentView } from '#sanity/live.ts'
import { sheetAt } from './sheet-at.ts'
import { sheetMetadata, SheetPage } from './sheet-page.tsx'
import { UnpublishedSheet, unpublishedMetadata } from './unpublished-sheet.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; slug: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, slug } = await params
  if (!isLanguage(lang)) notFound()
  const { perspective } = await currentView()
  const sheet = await sheetAt(slug, lang, { perspective, stega: false })
  if (!sheet) return unpublishedMetadata({ lang, slug })
  return sheetMetadata(sheet, lang)
}

export default async function FactSheetPage({ params }: PageProps) {
  const { lang, slug } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const sheet = await sheetAt(slug, lang, view)
  if (!sheet) return <UnpublishedSheet lang={lang} slug={slug} />
  return <SheetPage sheet={sheet} language={lang} path={`/fact-sheets/${sheet.slug}`} view={view} isInstead={sheet.language !== lang} />
}
