import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CitePage } from '#components/cite/cite-page.tsx'
import { ValueEmbedCode } from '#components/embed/embed-code.tsx'
import { reportPath } from '#components/figure/report-address.ts'
import { SourceText } from '#components/figure/source-text.tsx'
import { environment, siteOrigin } from '#lib/env.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { pageMetadata } from '../../../../../../../page-address.ts'
import { ReadingFrame } from '../../../../../reading-frame.tsx'
import { citedFigure } from '../../cited-figure.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string; indicator: string; place: string; observation: string }>
}

async function find(params: PageProps['params']) {
  const { lang, ...place } = await params
  if (!isLanguage(lang)) notFound()
  const found = await citedFigure({ language: lang, ...place })
  if (!found) notFound()
  return { ...found, language: lang, path: `${found.figure.path}/cite/${found.observation.id}` }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { language, cited, path } = await find(params)
  const words = translate('reading', language)
  const { title } = cited
  const told = pageMetadata({
    title: words('citeFigureTitle', { title }),
    description: words('citeFigureDescription', { title }),
    path,
    language,
  })
  // What is to be found is the page of the figure.
  return { ...told, robots: { index: false, follow: true } }
}

/** How one value of a figure is cited, with the source that it comes from. */
export default async function CiteFigurePage({ params }: PageProps) {
  const { language, figure, observation, cited, path } = await find(params)
  const words = translate('reading', language)
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={path} current="figures">
      <CitePage
        title={words('citeFigureTitle', { title: cited.title })}
        cited={cited}
        lead={words(cited.date === null ? 'citeFigureNew' : 'citeFigureLead')}
        address={localPath(language, path)}
        language={language}
      >
        <p>
          {words('citeSource')} <SourceText citation={observation} language={language} />
        </p>
        <ValueEmbedCode
          observation={observation}
          label={translate('embeds', language)('citedCode')}
          language={language}
          origin={siteOrigin(environment())}
        />
        <p>
          <a href={localPath(language, reportPath(observation))}>{translate('reports', language)('heading')}</a>
        </p>
        {environment().SIGN_IN === 'on' && (
          <p>
            <a href={`${localPath(language, '/my/notes')}?figure=${observation.id}`}>{translate('ownPage', language)('saveWithNote')}</a>
          </p>
        )}
        <p>
          <a href={`${localPath(language, figure.path)}#${observation.id}`}>{words('backToFigure')}</a>
        </p>
      </CitePage>
    </ReadingFrame>
  )
}
