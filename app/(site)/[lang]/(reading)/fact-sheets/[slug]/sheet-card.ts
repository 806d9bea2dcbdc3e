import { connection } from 'next/server'
import type { Card } from '#components/card/draw-card.ts'
import { keyFactsOf } from '#components/fact-sheet/key-facts.tsx'
import { valueText } from '#components/figure/value-text.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { cardAnswer } from '../../card-answer.ts'
import { observationsSaid } from './sheet-aids.tsx'
import { sheetAt } from './sheet-at.ts'

interface Context {
  readonly params: Promise<{ lang: string; slug: string; written?: string }>
}

/** The picture that is shown where a sheet is shared: its institution, its heading, and its first figure. */
export async function answerCard(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { lang, slug, written } = await params
  const sheet = await sheetAt(slug, written ?? lang, PUBLISHED)
  if (!sheet || (written !== undefined && sheet.language !== written)) return new Response(null, { status: 404 })
  const { language, heading, summary, institution } = sheet
  const said = observationsSaid(sheet)
  const [first] = [...keyFactsOf(sheet, said, []), ...said]
  const own = isLanguage(language) ? language : DEFAULT_LANGUAGE
  const figure = first && isLanguage(language) ? figureOnCard(first, own) : null
  return cardAnswer({ institution: institution?.name ?? translate('site', own)('factSheets'), heading, summary, figure, language })
}

/** A figure as it stands on a picture. */
export function figureOnCard(observation: Observation, language: Language): NonNullable<Card['figure']> {
  const period = formatPeriod(observation.period, language)
  return {
    value: valueText(observation, language),
    label: `${nameIn(observation.indicator, language)}${translate('site', language)('comma')} ${period}`,
  }
}
