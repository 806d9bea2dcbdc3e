import { z } from 'zod'
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

const citedSchema = z.object({ _id: z.string(), citation: z.object({ source: z.object({ _ref: z.string() }) }) })

/** The sheets that were compiled for demonstration from `observations`, the figures of the seed. */
export function compiledSheets(observations: readonly SeedDocument[]): readonly SeedDocument[] {
  const sourceOf = new Map(
    observations.map((observation) => {
      const { _id, citation } = citedSchema.parse(observation)
      return [_id, citation.source._ref]
    }),
  )
  return sheets.map((sheet) => toFactSheet(sheet, sourceOf))
}
