import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FollowForm } from '#components/account/follow-form.tsx'
import { EmbedCode } from '#components/embed/embed-code.tsx'
import { oembedLink } from '#components/embed/oembed.ts'
import { FigurePage } from '#components/figure/figure-page.tsx'
import { ReportList } from '#components/figure/report-list.tsx'
import { ListLinks } from '#components/list/list-links.tsx'
import { Breadcrumbs } from '#components/site/breadcrumbs.tsx'
import { figureJsonLd } from '#components/figure/figure-json-ld.ts'
import { JsonLd } from '#components/ui/json-ld.tsx'
import { figureKey } from '#lib/accounts/follow-target.ts'
import { environment, siteOrigin } from '#lib/env.ts'
import { nameIn } from '#lib/figures/observation.ts'
import { DEFAULT_LANGUAGE, isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView, PUBLISHED } from '#sanity/live.ts'
import { readFigureReports } from '#sanity/read/figure-reports.ts'
import { readSeries } from '#sanity/read/series.ts'
import { readSheetsUsing } from '#sanity/read/sheets-using.ts'
import { pageAddress, pageMetadata } from '../../../../../page-address.ts'
import { ReadingFrame } from '../../../reading-frame.tsx'
import { listsOfFigure } from '../../../list-links.ts'
import { readFigure, type Figure } from './read-figure.ts'
import { readPublished } from './read-published.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; indicator: string; place: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, ...slugs } = await params
  if (!isLanguage(lang)) notFound()
  const figure = await readFigure(slugs, PUBLISHED)
  if (!figure) notFound()
  const metadata = pageMetadata({
    ...titlesOf(figure, lang),
    path: figure.path,
    language: lang,
    card: `${localPath(lang, figure.path)}/card.png`,
  })
  return { ...metadata, alternates: { ...metadata.alternates, types: oembedLink(pageAddress(lang, figure.path)) } }
}

/** One figure: all values of an indicator in one place, and where they come from. */
export default async function FigurePagePage({ params }: PageProps) {
  const { lang, ...slugs } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const figure = await readFigure(slugs, view)
  if (!figure) notFound()
  const { indicator, place, observations, path } = figure
  const ids = observations.map(({ id }) => id)
  const [published, sheets, reports, series] = await Promise.all([
    readPublished(figure),
    readSheetsUsing({ observations: ids, language: lang, view }),
    readFigureReports({ observations: ids, view }),
    readSeries({ ids: [...new Set(observations.map((observation) => observation.series.id))], view }),
  ])
  const { title: name, description } = titlesOf(figure, lang)
  const crumbs = [
    { name: translate('site', lang)('figures'), href: localPath(lang, '/indicators') },
    { name: nameIn(indicator, lang), href: localPath(lang, `/indicators/${indicator.slug}`) },
    { name: nameIn(place, lang), href: localPath(lang, path) },
  ]
  const file = pageAddress(DEFAULT_LANGUAGE, path)
  const downloads = { csv: `${file}.csv`, json: `${file}.json` }
  return (
    <ReadingFrame language={lang} view={view} path={path} current="figures">
      <div className="wrap figure-page">
        <Breadcrumbs crumbs={crumbs} language={lang} />
        <FigurePage {...{ indicator, place, observations, series, sheets, published }} language={lang} />
        {environment().SIGN_IN === 'on' && (
          <FollowForm
            language={lang}
            target={{ kind: 'figure', key: figureKey(indicator.id, place.id) }}
            callbackUrl={localPath(lang, path)}
          />
        )}
        <ReportList reports={reports} observations={observations} language={lang} />
        <EmbedCode observations={observations} language={lang} origin={siteOrigin(environment())} />
        <ListLinks lists={await listsOfFigure(figure, lang, view)} language={lang} />
        <JsonLd data={figureJsonLd({ observations, name, description, address: pageAddress(lang, path), downloads, language: lang })} />
      </div>
    </ReadingFrame>
  )
}

function titlesOf({ indicator, place, observations }: Figure, language: Language): { title: string; description: string } {
  const words = translate('indicators', language)
  const names = { indicator: nameIn(indicator, language), place: nameIn(place, language) }
  return { title: words('figureTitle', names), description: words('figureDescription', { ...names, count: observations.length }) }
}
