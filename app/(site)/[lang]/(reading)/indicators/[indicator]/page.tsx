import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Comparison } from '#components/figure/comparison.tsx'
import { Breadcrumbs } from '#components/site/breadcrumbs.tsx'
import { nameIn } from '#lib/figures/observation.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import { currentView, PUBLISHED } from '#sanity/live.ts'
import { readIndicator } from '#sanity/read/indicator.ts'
import { readObservationsOfIndicator } from '#sanity/read/observations.ts'
import { pageMetadata } from '../../../../page-address.ts'
import { ReadingFrame } from '../../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; indicator: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, indicator: slug } = await params
  if (!isLanguage(lang)) notFound()
  const indicator = await readIndicator({ slug, view: PUBLISHED })
  if (!indicator) notFound()
  const words = translate('indicators', lang)
  const name = nameIn(indicator, lang)
  return pageMetadata({
    title: words('comparisonTitle', { indicator: name }),
    description: words('comparisonDescription', { indicator: name, count: indicator.places.length }),
    path: `/indicators/${slug}`,
    language: lang,
  })
}

/** What is measured, in all places that there are figures for. */
export default async function IndicatorPage({ params }: PageProps) {
  const { lang, indicator: slug } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const indicator = await readIndicator({ slug, view })
  if (!indicator) notFound()
  const observations = await readObservationsOfIndicator({ indicator: indicator.id, view })
  const words = translate('indicators', lang)
  const name = nameIn(indicator, lang)
  const path = `/indicators/${slug}`
  const crumbs = [
    { name: translate('site', lang)('figures'), href: localPath(lang, '/indicators') },
    { name, href: localPath(lang, path) },
  ]
  return (
    <ReadingFrame language={lang} view={view} path={path} current="figures">
      <div className="wrap figure-page">
        <Breadcrumbs crumbs={crumbs} language={lang} />
        <h1>{words('comparisonTitle', { indicator: name })}</h1>
        <p>{words('comparisonText')}</p>
        {observations.length > 0 ? (
          <Comparison observations={observations} caption={words('comparisonCaption')} language={lang} />
        ) : (
          <p>{words('noFigures')}</p>
        )}
        <section aria-labelledby="definition">
          <h2 id="definition">{words('definition')}</h2>
          <p {...(indicator.definition === null ? {} : languageAttributes('en', lang))}>{indicator.definition ?? words('noDefinition')}</p>
        </section>
      </div>
    </ReadingFrame>
  )
}
