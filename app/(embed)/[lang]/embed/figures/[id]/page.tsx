import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmbeddedFigure } from '#components/embed/embedded-figure.tsx'
import { changesTo } from '#components/embed/value-change.ts'
import { figurePath } from '#components/figure/figure-address.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { wasPublished } from '#lib/publishing/published-observation.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readEmbeddedObservation, readPublicationTimes } from '#sanity/read/embedded-observation.ts'
import { pageAddress } from '../../../../../(site)/page-address.ts'
import { AbsentFigure } from '../../absent-figure.tsx'
import { embedMetadata } from '../../embed-metadata.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; id: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, id } = await params
  if (!isLanguage(lang)) notFound()
  const found = await readEmbeddedObservation({ id, view: PUBLISHED })
  const words = translate('embeds', lang)
  if (!found) return embedMetadata(words('unknownTitle'), null)
  const { current } = found
  return embedMetadata(words('figureTitle', { subject: subjectText(current, lang) }), pageAddress(lang, figurePath(current)))
}

/** One value in a page of somebody else. One that was superseded shows what stands for it today, and says so. */
export default async function FigureEmbedPage({ params }: PageProps) {
  const { lang, id } = await params
  if (!isLanguage(lang)) notFound()
  const found = await readEmbeddedObservation({ id, view: PUBLISHED })
  if (!found) return <AbsentFigure language={lang} wasPublished={await wasPublished(id)} />
  const { current, known } = found
  const { indicator, place } = current
  const publishedAt = await readPublicationTimes({ indicator: indicator.id, place: place.id, view: PUBLISHED })
  return (
    <EmbeddedFigure
      observation={current}
      changes={changesTo(current, known, publishedAt)}
      language={lang}
      address={`${pageAddress(lang, figurePath(current))}#${current.id}`}
    />
  )
}
