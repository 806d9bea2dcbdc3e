import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { reportPath } from '#components/figure/report-address.ts'
import { ReportedFigure } from '#components/figure/reported-figure.tsx'
import { valueText } from '#components/figure/value-text.ts'
import { Breadcrumbs } from '#components/site/breadcrumbs.tsx'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView, PUBLISHED, type View } from '#sanity/live.ts'
import { pageMetadata } from '../../../../../../../page-address.ts'
import { ReadingFrame } from '../../../../../reading-frame.tsx'
import { readFigure, type Figure } from '../../read-figure.ts'

export interface ReportPageProps {
  readonly params: Promise<{ lang: string; indicator: string; place: string; observation: string }>
}

interface Reported {
  readonly observation: Observation
  readonly figure: Figure
  readonly language: Language
}

/** What pages about the report of an error are about, and in which language. There is nothing at any other address. */
async function readReported({ params }: ReportPageProps, view: View): Promise<Reported> {
  const { lang, observation: id, ...slugs } = await params
  if (!isLanguage(lang)) notFound()
  const figure = await readFigure(slugs, view)
  const observation = figure?.observations.find((candidate) => candidate.id === id)
  if (!figure || !observation) notFound()
  return { observation, figure, language: lang }
}

/** Title and description of a page about a report: such pages are for people who came for them, and for no search engine. */
export async function reportMetadata(props: ReportPageProps, kind: 'report' | 'sent'): Promise<Metadata> {
  const { observation, language } = await readReported(props, PUBLISHED)
  const words = translate('reports', language)
  const { indicator, place, period, source } = observation
  const comma = translate('site', language)('comma')
  const figure = [nameIn(indicator, language), nameIn(place, language), formatPeriod(period, language)].join(`${comma} `)
  const said = { figure, value: valueText(observation, language), source: source.title ?? source.publisher }
  const path = reportPath(observation)
  const isReport = kind === 'report'
  return {
    ...pageMetadata({
      title: words(isReport ? 'title' : 'sentTitle', { figure }),
      description: words(isReport ? 'description' : 'sentDescription', said),
      path: isReport ? path : `${path}/sent`,
      language,
    }),
    robots: { index: false },
  }
}

interface FrameProps {
  readonly page: ReportPageProps
  readonly kind: 'report' | 'sent'
  readonly children: (reported: Reported) => ReactNode
}

/** What stands around the form of a report, and around what is said when it was sent: the figure that it is about, and the way back. */
export async function ReportFrame({ page, kind, children }: FrameProps) {
  const view = await currentView()
  const reported = await readReported(page, view)
  const { observation, figure, language } = reported
  const words = translate('reports', language)
  const heading = words(kind === 'report' ? 'heading' : 'sentHeading')
  const path = kind === 'report' ? reportPath(observation) : `${reportPath(observation)}/sent`
  const back = localPath(language, figure.path)
  const crumbs = [
    { name: translate('site', language)('figures'), href: localPath(language, '/indicators') },
    { name: nameIn(figure.indicator, language), href: localPath(language, `/indicators/${figure.indicator.slug}`) },
    { name: nameIn(figure.place, language), href: back },
  ]
  return (
    <ReadingFrame language={language} view={view} path={path} current="figures">
      <div className="wrap figure-page">
        <Breadcrumbs crumbs={crumbs} language={language} />
        <h1>{heading}</h1>
        <h2>{words('figure')}</h2>
        <ReportedFigure observation={observation} language={language} />
        {children(reported)}
        <p>
          <a href={kind === 'report' ? back : `${back}#values`}>{words('back')}</a>
        </p>
      </div>
    </ReadingFrame>
  )
}
