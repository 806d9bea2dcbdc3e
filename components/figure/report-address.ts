import type { Observation } from '#lib/figures/observation.ts'
import { figurePath } from './figure-address.ts'

/** The address of the form by which an error in an observation is reported, without a language. */
export function reportPath(observation: Pick<Observation, 'id' | 'indicator' | 'place'>): string {
  return `${figurePath(observation)}/report/${observation.id}`
}
