import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmbeddedChart } from '#components/embed/embedded-chart.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { nameIn } from '#lib/figures/observation.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readPublicationTimes } from '#sanity/read/embedded-observation.ts'
import { readFigure } from '../../../../../../(site)/[lang]/(reading)/indicators/[indicator]/[place]/read-figure.ts'
import { pageAddress } from '../../../../../../(site)/page-address.ts'
import { AbsentFigure } from '../../../absent-figure.tsx'
import { embedMetadata } from '../../../embed-metadata.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; indicator: string; place: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, ...slugs } = await params
  if (!isLanguage(lang)) notFound()
  const figure = await readFigure(slugs, PUBLISHED)
  const words = translate('embeds', lang)
  if (!figure) return embedMetadata(words('unknownTitle'), null)
  const names = { indicator: nameIn(figure.indicator, lang), place: nameIn(figure.place, lang) }
  const subject = translate('indicators', lang)('subject', names)
  return embedMetadata(words('chartTitle', { subject }), pageAddress(lang, figure.path))
}

/** The chart of a figure in a page of somebody else. */
export default async function ChartEmbedPage({ params }: PageProps) {
  const { lang, ...slugs } = await params
  if (!isLanguage(lang)) notFound()
  const figure = await readFigure(slugs, PUBLISHED)
  const [first, ...others] = figure?.observations ?? []
  if (!figure || !first) return <AbsentFigure language={lang} wasPublished={false} />
  const publishedAt = await readPublicationTimes({ indicator: figure.indicator.id, place: figure.place.id, view: PUBLISHED })
  return (
    <EmbeddedChart observations={[first, ...others]} publishedAt={publishedAt} language={lang} address={pageAddress(lang, figure.path)} />
  )
}
