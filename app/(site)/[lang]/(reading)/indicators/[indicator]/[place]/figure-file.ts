import { connection } from 'next/server'
import type { Observation } from '#lib/figures/observation.ts'
import type { Publication } from '#lib/figures/publication.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { PublishedFigure } from '#lib/publishing/published-figures.ts'
import { environment, siteOrigin } from '#lib/env.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readFigure } from './read-figure.ts'
import { readPublished } from './read-published.ts'

interface Context {
  readonly params: Promise<{ indicator: string; place: string }>
}

/** Answers with all values of a figure as `write` gives them, of the media type `type`. */
export function figureFile(write: (observations: readonly Observation[], publications: readonly Publication[]) => string, type: string) {
  return async (_request: Request, { params }: Context): Promise<Response> => {
    await connection()
    const figure = await readFigure(await params, PUBLISHED)
    if (!figure) return new Response(null, { status: 404 })
    const { published } = await readPublished(figure)
    return new Response(write(figure.observations, published.map(toPublication)), { headers: { 'content-type': type } })
  }
}

function toPublication({ sheet, firstNumber, lastNumber, ...figure }: PublishedFigure): Publication {
  const { observationId, from, until, text, successor, why } = figure
  const address = `${siteOrigin(environment())}${sheetPath(sheet.slug, sheet.language)}/editions/${firstNumber}`
  const editions = { firstEdition: firstNumber, lastEdition: lastNumber }
  return { observationId, address, ...editions, from, until, text, language: sheet.language, successor, why }
}
