import type { Observation } from '#lib/figures/observation.ts'

/** The address of the page of a figure, without a language. */
export function figurePath({ indicator, place }: Pick<Observation, 'indicator' | 'place'>): string {
  return `/indicators/${indicator.slug}/${place.slug}`
}
