import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { isLanguage } from '#lib/i18n/languages.ts'
import { isLanguageTag, sheetPath } from '#lib/i18n/written-language.ts'
import { currentView, type View } from '#sanity/live.ts'
import { type FactSheet, readFactSheet } from '#sanity/read/fact-sheet.ts'
import { sheetMetadata, SheetPage } from '../../sheet-page.tsx'
import { UnpublishedSheet, unpublishedMetadata } from '../../unpublished-sheet.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; slug: string; written: string }>
}

/** The sheet at `slug` in exactly the language `written`; null if there is none. One of the interface's languages has a plain address, to which this leads. */
async function findSheet({ slug, written, view }: { slug: string; written: string; view: View }): Promise<FactSheet | null> {
  if (!isLanguageTag(written)) notFound()
  const sheet = await readFactSheet({ slug, language: written, view })
  if (sheet?.language !== written) return null
  if (isLanguage(written)) permanentRedirect(sheetPath(slug, written))
  return sheet
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, slug, written } = await params
  if (!isLanguage(lang)) notFound()
  const { perspective } = await currentView()
  const sheet = await findSheet({ slug, written, view: { perspective, stega: false } })
  return sheet ? sheetMetadata(sheet, lang) : unpublishedMetadata({ lang, slug, written })
}

/** A fact sheet in a language that the interface does not have. */
export default async function SheetInLanguagePage({ params }: PageProps) {
  const { lang, slug, written } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const sheet = await findSheet({ slug, written, view })
  if (!sheet) return <UnpublishedSheet lang={lang} slug={slug} written={written} />
  return <SheetPage sheet={sheet} language={lang} path={`/fact-sheets/${slug}/in/${written}`} view={view} isInstead={false} />
}
