import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { reference, type SeedDocument } from '../seed-document.ts'

const sourceSchema = z.strictObject({
  id: z.string(),
  title: z.string().optional(),
  publisher: z.string(),
  kind: z.enum(['us-federal', 'un', 'press']),
  date: z.string().optional(),
  url: z.url().optional(),
})

const observationSchema = z.strictObject({
  id: z.string(),
  indicator: z.string(),
  place: z.string(),
  measure: z.enum(['level', 'change', 'goal']).default('level'),
  value: z.number(),
  upper: z.number().optional(),
  printed: z.string(),
  qualifier: z.string().optional(),
  unit: z.string(),
  /** Type, start and end. */
  period: z.tuple([z.string(), z.string().nullable(), z.string().nullable()]),
  /** The year that a change is counted from. */
  base: z.string().optional(),
  series: z.string(),
  source: z.string(),
  breakdown: z.string().optional(),
  table: z.string().optional(),
  note: z.string().optional(),
  supersedes: z.string().optional(),
  supersession: z.strictObject({ kind: z.string(), reason: z.string() }).optional(),
})

/** `fields` without those that are null or undefined: what a source does not say is not there. */
function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
}

function toSource({ id, kind, ...rest }: z.infer<typeof sourceSchema>): SeedDocument {
  return { _id: `source-${id}`, _type: 'source', ...rest, publisherKind: kind }
}

function period(type: string, start: string | null, end: string | null) {
  return given({ _type: 'period', type, start, end })
}

function toObservation(row: z.infer<typeof observationSchema>): SeedDocument {
  const { id, measure, value, qualifier, base, breakdown, note } = row
  return {
    _id: `observation-${id}`,
    _type: 'observation',
    indicator: reference(`indicator-${row.indicator}`),
    place: reference(row.place),
    measure,
    value,
    asPrinted: row.printed,
    unit: reference(`unit-${row.unit}`),
    period: period(...row.period),
    series: reference(`series-${row.series}`),
    citation: given({ _type: 'citation', source: reference(`source-${row.source}`), table: row.table }),
    ...given({
      upperValue: row.upper,
      qualifier,
      basePeriod: base && period('year', base, base),
      breakdown,
      note,
      supersedes: row.supersedes && reference(`observation-${row.supersedes}`),
      supersession: row.supersession && { _type: 'supersession', ...row.supersession },
    }),
  }
}

async function readRows<Row>(file: string, schema: z.ZodType<Row>): Promise<readonly Row[]> {
  const text = await readFile(new URL(file, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)))
}

/** The sources of the figures, as `sources.ndjson` lists them. */
export async function readSources(): Promise<readonly SeedDocument[]> {
  return (await readRows('sources.ndjson', sourceSchema)).map(toSource)
}

/** The figures, as `observations.ndjson` lists them: what official sources printed, with the number, the period and the source, and notes of our own. */
export async function readObservations(): Promise<readonly SeedDocument[]> {
  return (await readRows('observations.ndjson', observationSchema)).map(toObservation)
}
