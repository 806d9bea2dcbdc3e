import { connection } from 'next/server'
import { nameIn } from '#lib/figures/observation.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { isLanguage } from '#lib/i18n/languages.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { cardAnswer } from '../../../../card-answer.ts'
import { figureOnCard } from '../../../../fact-sheets/[slug]/sheet-card.ts'
import { readFigure } from '../read-figure.ts'

interface Context {
  readonly params: Promise<{ lang: string; indicator: string; place: string }>
}

/** The picture that is shown where the page of a figure is shared: its latest value. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { lang, ...slugs } = await params
  const figure = isLanguage(lang) ? await readFigure(slugs, PUBLISHED) : null
  if (!figure || !isLanguage(lang)) return new Response(null, { status: 404 })
  const { siteTitle } = await readSettings({ language: lang, view: PUBLISHED })
  const latest = currentOf(figure.observations).at(-1)
  return cardAnswer({
    institution: siteTitle,
    heading: nameIn(figure.place, lang),
    figure: latest ? figureOnCard(latest, lang) : null,
    summary: nameIn(figure.indicator, lang),
    language: lang,
  })
}
