import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { LostParagraph } from '#components/fact-sheet/lost-paragraph.tsx'
import { paragraphId } from '#components/fact-sheet/newer-note.tsx'
import { translate } from '#lib/i18n/translator.ts'
import { newestEditionWith } from '#lib/publishing/lost-paragraph.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { addressedParagraphs, nearestStanding } from '#sanity/paragraphs.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { readFactSheet } from '#sanity/read/fact-sheet.ts'
import { ReadingFrame } from '../../../../reading-frame.tsx'
import { publishedSheet, RemovedPage, type SheetPlace } from '../../published-sheet.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<SheetPlace & { key: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { key: _key, ...given } = await params
  const { sheet, language } = await publishedSheet(given)
  return { title: translate('reading', language)('goneTitle', { title: sheet.heading }), robots: { index: false, follow: true } }
}

/**
 * The lasting address of a paragraph: it leads to where that stands. One that is gone is told as its newest edition had it.
 * @see docs/decisions/0258-lasting-addresses-of-paragraphs.md
 */
export default async function ParagraphPage({ params }: PageProps) {
  const { key: encoded, ...given } = await params
  const key = decodeURIComponent(encoded)
  const { sheet, language, path, address } = await publishedSheet(given)
  const own = `${path}/p/${encodeURIComponent(key)}`
  if (sheet.state === 'removed') return <RemovedPage sheet={sheet} language={language} path={own} />
  const current = sheet.state === 'published' ? await readFactSheet({ slug: sheet.slug, language: sheet.language, view: PUBLISHED }) : null
  const now = current ? addressedParagraphs(current) : []
  if (now.some((paragraph) => paragraph.key === key)) redirect(`${address}#${encodeURIComponent(paragraphId(key))}`)
  const block = key.split('.').at(-1) ?? ''
  const edition = await newestEditionWith(sheet.documentId, block, (content) =>
    addressedParagraphs(toEditionSheet(content)).some((paragraph) => paragraph.key === key),
  )
  if (!edition) notFound()
  const then = addressedParagraphs(toEditionSheet(edition.content))
  const words = then.find((paragraph) => paragraph.key === key)?.words ?? ''
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={own} current="factSheets">
      <LostParagraph
        heading={sheet.heading}
        words={words}
        paragraphKey={key}
        edition={edition}
        newest={sheet.number}
        nearest={nearestStanding(key, then, now)}
        address={address}
        language={language}
        written={sheet.language}
      />
    </ReadingFrame>
  )
}
