import { connection } from 'next/server'
import { embeddedAt, embedPath, oembedAnswer, type Embedded, type Room } from '#components/embed/oembed.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import { environment, siteOrigin } from '#lib/env.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readEmbeddedObservation } from '#sanity/read/embedded-observation.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { readFigure } from '../../(site)/[lang]/(reading)/indicators/[indicator]/[place]/read-figure.ts'
import { pageAddress } from '../../(site)/page-address.ts'

/** Tells programs how to embed the figure at an address of this site, as https://oembed.com says. */
export async function GET(request: Request): Promise<Response> {
  await connection()
  const { searchParams } = new URL(request.url)
  const format = searchParams.get('format') ?? 'json'
  if (format !== 'json') return refuse(501, 'Only format=json is answered.')
  const origin = siteOrigin(environment())
  const embedded = embeddedAt(searchParams.get('url') ?? '', origin)
  const shown = embedded && (await observationOf(embedded))
  if (!embedded || !shown) return refuse(404, 'Give as url the whole address of the page of a figure of this site.')
  const { siteTitle } = await readSettings({ language: embedded.language, view: PUBLISHED })
  const answer = oembedAnswer(
    {
      kind: embedded.kind,
      address: pageAddress(embedded.language, embedPath(embedded)),
      title: subjectText(shown, embedded.language),
      site: siteTitle,
      origin,
    },
    roomIn(searchParams),
  )
  return Response.json(answer, { headers: { 'access-control-allow-origin': '*' } })
}

/** One of the values that an embed shows; null if there is none. */
async function observationOf(embedded: Embedded): Promise<Observation | null> {
  if (embedded.kind === 'chart') return (await readFigure(embedded, PUBLISHED))?.observations[0] ?? null
  return (await readEmbeddedObservation({ id: embedded.observation, view: PUBLISHED }))?.current ?? null
}

function roomIn(parameters: URLSearchParams): Room {
  const pixels = (name: string) => {
    const given = parameters.get(name) ?? ''
    return /^[1-9]\d{0,4}$/.test(given) ? Number(given) : null
  }
  return { width: pixels('maxwidth'), height: pixels('maxheight') }
}

function refuse(status: number, why: string): Response {
  return Response.json({ error: why }, { status, headers: { 'access-control-allow-origin': '*' } })
}
