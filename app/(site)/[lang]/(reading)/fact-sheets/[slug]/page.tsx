import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FollowForm } from '#components/account/follow-form.tsx'
import { FactSheetArticle } from '#components/fact-sheet/fact-sheet.tsx'
import { TranslationNote } from '#components/fact-sheet/translation-note.tsx'
import { environment } from '#lib/env.ts'
import { DEFAULT_LANGUAGE, isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { readFactSheet } from '#sanity/read/fact-sheet.ts'
import { pageMetadata } from '../../../../page-address.ts'
import { ReadingFrame } from '../../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; slug: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, slug } = await params
  if (!isLanguage(lang)) notFound()
  const { perspective } = await currentView()
  const sheet = await readFactSheet({ slug, language: lang, view: { perspective, stega: false } })
  if (!sheet) notFound()
  return pageMetadata({
    title: translate('site', lang)('factSheetTitle', { title: sheet.heading }),
    description: sheet.summary,
    path: `/fact-sheets/${slug}`,
    language: isLanguage(sheet.language) ? sheet.language : DEFAULT_LANGUAGE,
    translations: sheet.translations.filter(isLanguage),
  })
}

export default async function FactSheetPage({ params }: PageProps) {
  const { lang, slug } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const sheet = await readFactSheet({ slug, language: lang, view })
  if (!sheet) notFound()
  const path = `/fact-sheets/${sheet.slug}`
  const written = isLanguage(sheet.language) ? sheet.language : DEFAULT_LANGUAGE
  const follow = environment().SIGN_IN === 'on' && <FollowForm language={lang} sheet={sheet.id} callbackUrl={localPath(lang, path)} />
  const note = written !== lang && <TranslationNote language={lang} written={written} path={path} />
  return (
    <ReadingFrame language={lang} view={view} path={path} current="factSheets" ownBanner={sheet.institution !== null}>
      <FactSheetArticle sheet={sheet} language={lang} tools={follow} note={note} />
    </ReadingFrame>
  )
}
