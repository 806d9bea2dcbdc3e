import { z } from 'zod'
import { FigureError } from '#lib/figures/figure-error.ts'
import { MEASURES, QUALIFIERS, STATUSES, SUPERSESSION_KINDS } from '#lib/figures/observation.ts'
import { parsePeriod, type Period } from '#lib/figures/period.ts'
import type { ImportProblem } from './import-problem.ts'
import type { TableRow } from './read-table.ts'
import { type Decimal, numberIn } from './table-numbers.ts'

/** Columns that a table of figures must have. A period and a source can each be told in more than one way. */
export const REQUIRED_COLUMNS = ['indicator', 'place', 'value', 'unit', 'series']

const OWN_COLUMNS = [
  ...REQUIRED_COLUMNS,
  'id',
  'measure',
  'upper_value',
  'qualifier',
  'as_printed',
  'period',
  'period_type',
  'period_start',
  'period_end',
  'base_period',
  'base_period_start',
  'base_period_end',
  'breakdown',
  'status',
  'note',
  'accessed_at',
  'source_id',
  'source_title',
  'source_publisher',
  'source_date',
  'source_url',
  'source_page',
  'source_table',
  'supersedes',
  'supersession_kind',
  'supersession_reason',
]

/** Columns of the site's own downloads that say again what another says, or what follows from the rest. */
const PASSED_OVER = [
  'indicator_id',
  'place_id',
  'series_id',
  'unit_symbol',
  'superseded_by',
  'first_published_here',
  'published_here_until',
  'published_in',
]

/** All columns that a table of figures may have. */
export const FIGURE_COLUMNS: readonly string[] = [...OWN_COLUMNS, ...PASSED_OVER]

/** A figure of a table, whose indicator, place, unit and series are named as the table names them. */
export interface FigureRow {
  readonly line: number
  readonly id: string | null
  readonly indicator: string
  readonly place: string
  readonly unit: string
  readonly series: string
  readonly value: number
  readonly upperValue: number | null
  readonly period: Period
  readonly basePeriod: Period | null
  readonly fields: z.infer<typeof fieldsSchema>
}

const text = z.string().optional()
const choice = <Choice extends string>(choices: readonly Choice[]) =>
  z.enum(choices, { error: `Must be one of ${choices.join(', ')}, or empty` })

/** What needs no more than to be looked at by itself. */
const fieldsSchema = z.object({
  measure: choice(MEASURES).default('level'),
  qualifier: choice(QUALIFIERS).optional(),
  status: choice(STATUSES).optional(),
  supersession_kind: choice(SUPERSESSION_KINDS).optional(),
  accessed_at: z.iso.date('Must be a day such as 2026-11-26').optional(),
  source_url: z.url({ protocol: /^https?$/, error: 'Must be a whole address that starts with https:// or http://' }).optional(),
  as_printed: text,
  breakdown: text,
  note: text,
  source_id: text,
  source_title: text,
  source_publisher: text,
  source_date: text,
  source_page: text,
  source_table: text,
  supersedes: text,
  supersession_reason: text,
})

/** The figure in `row`; null with what is wrong noted in `problems`, each at its column. */
export function figureIn(
  { line, cells, problem }: TableRow,
  decimal: { readonly asked: Decimal | undefined; readonly shown: Decimal | null },
  problems: ImportProblem[],
): FigureRow | null {
  const before = problems.length
  const note = (path: string, message: string) => void problems.push({ line, path, message })
  if (problem !== null) {
    note('', problem)
    return null
  }
  const named = (column: string, what: string) => {
    const found = cells.get(column)
    if (found === undefined) note(column, `Is empty: ${what}`)
    return found ?? ''
  }
  const number = (column: string) => {
    const written = cells.get(column)
    const found = written === undefined ? null : numberIn(written, decimal.asked, decimal.shown)
    if (typeof found !== 'object' || found === null) return found
    note(column, found.problem)
    return null
  }
  const indicator = named('indicator', 'say what is measured')
  const place = named('place', 'say which country or region the value is for')
  const unit = named('unit', 'say in which unit the value is')
  const series = named('series', 'say by whose method the value was made')
  named('value', 'write the number')
  const [value, upperValue] = [number('value'), number('upper_value')]
  if (value !== null && upperValue !== null && upperValue <= value)
    note('upper_value', 'The range is upside down: its upper end must be above the value. Exchange the two')
  const period = periodIn(cells, 'period', note)
  if (period === null) note('period', 'Is empty: say which time the value is for, such as 2014')
  const basePeriod = periodIn(cells, 'base_period', note)
  const parsed = fieldsSchema.safeParse(Object.fromEntries(cells))
  if (!parsed.success) for (const { path, message } of parsed.error.issues) note(path.join('.'), message)
  const fields = parsed.success ? parsed.data : null
  if (fields?.measure === 'change' && basePeriod === null) note('base_period', 'Is empty: say from when the change is counted')
  const isCited = fields?.source_id ?? (fields?.source_publisher && (fields.source_title ?? fields.source_url))
  if (fields && !isCited)
    note('source_title', 'No source: give source_publisher with source_title or source_url, or the source_id of one that is here')
  if (fields?.supersedes !== undefined && !(fields.supersession_kind && fields.supersession_reason))
    note('supersession_reason', 'Say in supersession_kind and supersession_reason why it takes the place of another')
  if (
    problems.length > before ||
    value === null ||
    period === null ||
    typeof period === 'string' ||
    typeof basePeriod === 'string' ||
    !fields
  )
    return null
  return { line, id: cells.get('id') ?? null, indicator, place, unit, series, value, upperValue, period, basePeriod, fields }
}

/** The period in a column of its own (`2014`, `2014-06`, `2013/2014`) or in three; null if there is none; a text if it is wrong, which is noted. */
function periodIn(cells: TableRow['cells'], column: string, note: (path: string, message: string) => void): Period | 'wrong' | null {
  const [whole, start, end] = [cells.get(column), cells.get(`${column}_start`), cells.get(`${column}_end`)]
  if (whole === undefined && start === undefined && end === undefined) return null
  const [from = '', to] = whole?.split('/') ?? []
  const given =
    whole === undefined
      ? { type: cells.get(`${column}_type`) ?? (start === end ? typeOf(start ?? '') : 'range'), start, end }
      : to === undefined
        ? from.trim()
        : { type: 'range', start: from.trim(), end: to.trim() }
  try {
    return parsePeriod(given)
  } catch (error) {
    if (!(error instanceof FigureError)) throw error
    note(column, error.message)
    return 'wrong'
  }
}

function typeOf(date: string): string {
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'as-of'
}
