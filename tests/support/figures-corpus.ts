import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { QUALIFIERS, type Observation } from '#lib/figures/observation.ts'
import { observation, UNITS } from './observations.ts'

const row = z.object({
  id: z.string(),
  country: z.object({ name: z.string() }),
  indicator: z.string(),
  measure: z.enum(['level', 'change', 'goal']),
  value: z.number(),
  upper_value: z.number().optional(),
  value_as_printed: z.string(),
  qualifier: z.string().nullish(),
  unit: z.string(),
  period: z.unknown(),
  base_period: z.string().optional(),
  series: z.string(),
  source: z.object({ id: z.string() }),
})

function isUnit(code: string): code is keyof typeof UNITS {
  return code in UNITS
}

/** The file where it is kept beside the project, or above it: `shared/content/figures.json`. */
function findFigures(directory: string): string | null {
  const file = join(directory, 'shared', 'content', 'figures.json')
  if (existsSync(file)) return file
  return dirname(directory) === directory ? null : findFigures(dirname(directory))
}

/** The 349 observations read in published sources, or null where they are not at hand. */
export function corpus(): readonly Observation[] | null {
  const file = findFigures(import.meta.dirname)
  if (file === null) return null
  const { observations } = z.object({ observations: z.array(row) }).parse(JSON.parse(readFileSync(file, 'utf8')))
  return observations.map((found) => {
    if (!isUnit(found.unit)) throw new Error(`The corpus has a unit unknown to the tests: ${found.unit}.`)
    const camel = found.qualifier?.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
    return observation({
      id: found.id,
      indicator: found.indicator,
      place: found.country.name,
      measure: found.measure,
      value: found.value,
      upperValue: found.upper_value ?? null,
      qualifier: QUALIFIERS.find((known) => known === camel) ?? null,
      asPrinted: found.value_as_printed,
      unit: found.unit,
      period: found.period,
      basePeriod: found.base_period,
      series: found.series,
      source: found.source.id,
    })
  })
}
