import { figurePath } from '#components/figure/figure-address.ts'
import type { Observation, Subject } from '#lib/figures/observation.ts'
import type { View } from '#sanity/live.ts'
import { readIndicator, type IndicatorPage } from '#sanity/read/indicator.ts'
import { readObservations } from '#sanity/read/observations.ts'

/** An indicator in one place, with all its values. */
export interface Figure {
  readonly indicator: IndicatorPage
  readonly place: Subject
  /** At least one. */
  readonly observations: readonly Observation[]
  /** The address of its page, without a language. */
  readonly path: string
}

/** The figure with these slugs; null if there is no such indicator, or it has no value in such a place. */
export async function readFigure(slugs: { readonly indicator: string; readonly place: string }, view: View): Promise<Figure | null> {
  const indicator = await readIndicator({ slug: slugs.indicator, view })
  const place = indicator?.places.find(({ slug }) => slug === slugs.place)
  if (!indicator || !place) return null
  const observations = await readObservations({ indicator: indicator.id, place: place.id, view })
  return observations.length > 0 ? { indicator, place, observations, path: figurePath({ indicator, place }) } : null
}
