import { connection } from 'next/server'
import { observationsToJson } from '#lib/figures/serialize.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readFigure } from '../read-figure.ts'

interface Context {
  readonly params: Promise<{ indicator: string; place: string }>
}

/** All values of a figure as JSON, at the address of its page with `.json` behind it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const figure = await readFigure(await params, PUBLISHED)
  if (!figure) return new Response(null, { status: 404 })
  return new Response(observationsToJson(figure.observations), { headers: { 'content-type': 'application/json; charset=utf-8' } })
}
