import type { Observation } from '#lib/figures/observation.ts'

/** The address of the page of a figure, without a language. */
export function figurePath({ indicator, place }: Pick<Observation, 'indicator' | 'place'>): string {
  return `/indicators/${indicator.slug}/${place.slug}`
}

/** The address of the page that says how one value is cited, without a language. */
export function citePath(observation: Pick<Observation, 'id' | 'indicator' | 'place'>): string {
  return `${figurePath(observation)}/cite/${observation.id}`
}
