import type { ShownFigure } from '#lib/changes/compare-figures.ts'
import { FigureError } from '#lib/figures/figure-error.ts'
import { parsePeriod, type Period } from '#lib/figures/period.ts'
import type { EditionContent, EditionObservation } from './edition-content.ts'
import { referenceIn, textIn } from './stored-document.ts'
import { objectsIn } from './used-observations.ts'

type Parts = Pick<EditionContent, 'sheet' | 'observations'>

/** The figures of an edition in the order of its text, with the words that readers saw. Figures whose observation was not there are left out. */
export function shownFigures({ sheet, observations }: Parts): readonly ShownFigure[] {
  const known = new Map(observations.map((observation) => [observation.id, observation]))
  return objectsIn(sheet).flatMap((figure) => {
    if (figure['_type'] !== 'figure') return []
    const observation = known.get(referenceIn(figure, 'observation') ?? '')
    if (!observation) return []
    return [{ key: textIn(figure, '_key') ?? '', observation: toShown(observation), text: textIn(figure, 'text') ?? '' }]
  })
}

function toShown({
  id,
  value,
  upperValue,
  unit,
  indicator,
  place,
  period,
  supersedes,
  supersession,
}: EditionObservation): ShownFigure['observation'] {
  return {
    id,
    value,
    upperValue,
    unit: unit?.code ?? null,
    indicator: indicator?.name ?? null,
    place: place?.name ?? null,
    period: period && periodIn(period),
    supersedes,
    supersession,
  }
}

/** Null for what was stored as no period. */
function periodIn(stored: Readonly<Record<string, unknown>>): Period | null {
  try {
    return parsePeriod(stored)
  } catch (error) {
    if (error instanceof FigureError) return null
    throw error
  }
}
