import type { Note, Notes } from '#components/figure/notes.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import type { Body } from '#sanity/body.ts'

/** The notes of an edition, whose figures are words already: by the spans that name the observation they come from. */
export function editionNotesOf(bodies: readonly Body[], written: string, observations: readonly Observation[], language: Language): Notes {
  const byId = new Map(observations.map((observation) => [observation.id, observation]))
  const of = new Map<object, Note>()
  for (const block of bodies.flat()) {
    if (!('children' in block)) continue
    const children: readonly object[] = block.children
    for (const child of children) {
      const observation = byId.get(observationIdOf(child) ?? '')
      if (!observation || !('text' in child)) continue
      of.set(child, { number: of.size + 1, words: String(child.text), isFigure: true, observations: [observation], claim: null })
    }
  }
  return { of, known: observations, written, language }
}

function observationIdOf(child: object): string | undefined {
  if (!('observation' in child)) return undefined
  const { observation } = child
  return typeof observation === 'object' && observation !== null && '_ref' in observation && typeof observation._ref === 'string'
    ? observation._ref
    : undefined
}
