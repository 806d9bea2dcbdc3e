import { formatFigure, FORMS } from '#lib/figures/format-figure.ts'
import { observationSchema } from '#lib/figures/observation.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { EditionObservation } from './edition-content.ts'
import type { JsonObject } from './stored-document.ts'

/** The words that readers see for a figure of a sheet in `language`; in a language that figures are not written in, those of English. Of an observation
 *  that lacks what it needs, what its source printed. */
export function figureText(observation: EditionObservation | undefined, figure: JsonObject, language: string): string {
  if (!observation) return ''
  const whole = observationSchema.safeParse(observation)
  if (!whole.success) return observation.asPrinted ?? String(observation.value ?? '')
  const form = FORMS.find((known) => known === figure['form']) ?? 'unit'
  return formatFigure(whole.data, { form, hedged: figure['hedged'] === true }, writtenLanguage(language))
}
