import type { SeedDocument } from '../seed-document.ts'
import { afghanistan } from './countries/afghanistan.ts'
import { bolivia } from './countries/bolivia.ts'
import { colombia } from './countries/colombia.ts'
import { dominicanRepublic } from './countries/dominican-republic.ts'
import { guatemala } from './countries/guatemala.ts'
import { haiti } from './countries/haiti.ts'
import { honduras } from './countries/honduras.ts'
import { kenya } from './countries/kenya.ts'
import { lebanon } from './countries/lebanon.ts'
import { mexico } from './countries/mexico.ts'
import { morocco } from './countries/morocco.ts'
import { philippines } from './countries/philippines.ts'
import { tunisia } from './countries/tunisia.ts'
import { ukraine } from './countries/ukraine.ts'
import { earlierStates } from './earlier-states.ts'
import { readFigures } from './known-figures.ts'
import { toFactSheet } from './sheet.ts'

const sheets = [
  afghanistan,
  bolivia,
  colombia,
  dominicanRepublic,
  guatemala,
  haiti,
  honduras,
  kenya,
  lebanon,
  mexico,
  morocco,
  philippines,
  tunisia,
  ukraine,
]

/** The figures of the seed, and what they name. */
interface Figures {
  readonly observations: readonly SeedDocument[]
  readonly sources: readonly SeedDocument[]
  readonly indicators: readonly SeedDocument[]
}

/** The sheets that were compiled for demonstration from the figures of the seed. */
export function compiledSheets(figures: Figures): readonly SeedDocument[] {
  const known = readFigures(figures)
  const sourceOf = new Map(known.map(({ id, source }) => [id, source.id]))
  return sheets.map((sheet) => toFactSheet(sheet, sourceOf))
}

/** By the id of each compiled sheet of which there are any: what it would have said as its sources came out, the earliest first. */
export function earlierSheets(figures: Figures): ReadonlyMap<string, readonly SeedDocument[]> {
  const known = readFigures(figures)
  return new Map(
    sheets.flatMap((sheet) => {
      const states = earlierStates(sheet, known)
      return states[0] ? [[states[0]._id, states] as const] : []
    }),
  )
}
