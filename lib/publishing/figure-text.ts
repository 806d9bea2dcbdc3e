import type { EditionObservation } from './edition-content.ts'
import type { JsonObject } from './stored-document.ts'

/** The words that readers see for a figure of a sheet: what its source printed. */
export function figureText(observation: EditionObservation | undefined, _figure: JsonObject, _language: string): string {
  if (!observation) return ''
  return observation.asPrinted ?? (observation.value === null ? '' : String(observation.value))
}
