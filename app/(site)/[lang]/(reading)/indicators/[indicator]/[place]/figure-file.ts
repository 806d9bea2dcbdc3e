import { connection } from 'next/server'
import type { Observation } from '#lib/figures/observation.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readFigure } from './read-figure.ts'

interface Context {
  readonly params: Promise<{ indicator: string; place: string }>
}

/** Answers with all values of a figure as `write` gives them, of the media type `type`. */
export function figureFile(write: (observations: readonly Observation[]) => string, type: string) {
  return async (_request: Request, { params }: Context): Promise<Response> => {
    await connection()
    const figure = await readFigure(await params, PUBLISHED)
    if (!figure) return new Response(null, { status: 404 })
    return new Response(write(figure.observations), { headers: { 'content-type': type } })
  }
}
