import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { notesOf } from '#components/figure/notes.ts'
import { RichText } from '#components/ui/rich-text.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import { currentView } from '#sanity/live.ts'
import { paragraphsOf } from '#sanity/plain-text.ts'
import { readPage } from '#sanity/read/page.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; page: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, page: slug } = await params
  if (!isLanguage(lang)) notFound()
  const { perspective } = await currentView()
  const page = await readPage({ slug, language: lang, view: { perspective, stega: false } })
  if (!page) notFound()
  return pageMetadata({
    title: page.title,
    description: paragraphsOf(page.body, page.language)[0] ?? null,
    path: `/${slug}`,
    language: page.language,
    translations: page.translations.filter(isLanguage),
  })
}

/** A page of running text that editors write, such as the one on privacy. */
export default async function TextPage({ params }: PageProps) {
  const { lang, page: slug } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const page = await readPage({ slug, language: lang, view })
  if (!page) notFound()
  return (
    <ReadingFrame language={lang} view={view} path={`/${slug}`}>
      <article className="wrap columns" {...languageAttributes(page.language, lang)}>
        <header className="page-title">
          <h1>{page.title}</h1>
          {page.language !== lang && (
            <p {...languageAttributes(lang, page.language)} className="note">
              {translate('site', lang)('pageOnlyInEnglish')}
            </p>
          )}
        </header>
        <div className="prose">
          <RichText body={page.body} language={page.language} notes={notesOf([page.body], page.language, [], lang)} />
        </div>
      </article>
    </ReadingFrame>
  )
}
