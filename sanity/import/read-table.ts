import { CsvError, parse } from 'csv-parse/sync'
import { ImportRefused } from './import-problem.ts'

/** What stands between the cells of a row. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const

export type Separator = keyof typeof SEPARATORS

/** A row of a table, by the names of its columns; what is empty is left out. */
export interface TableRow {
  /** The line on which it begins, counted from 1. */
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
  /** What is wrong with it as a row. */
  readonly problem: string | null
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * The table in `text`, whose first row names its columns. Its separator is the one that `separator` names, else the one by which its first row has
 * all columns of `required`.
 * @throws {ImportRefused} if it is no table, or a column is missing, there twice or not among `known`
 */
export function readTable(
  text: string,
  { separator, known, required }: { separator?: Separator | undefined; known: readonly string[]; required: readonly string[] },
): Table {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1)
  const isHeader = (name: Separator) => {
    const names = namesIn(first, SEPARATORS[name])
    return required.every((column) => names.includes(column))
  }
  const chosen = separator ?? (['comma', 'semicolon', 'tab'] as const).find(isHeader)
  if (!chosen) throw new ImportRefused(headerAdvice(first, required))
  const columns = namesIn(first, SEPARATORS[chosen])
  const missing = required.filter((name) => !columns.includes(name))
  if (missing.length > 0) throw new ImportRefused(headerAdvice(first, missing))
  const odd = columns.filter((name, index) => !known.includes(name) || columns.indexOf(name) !== index)
  if (odd.length > 0)
    throw new ImportRefused(
      `The first row has columns that are not known, or twice (${odd.join(', ')}): see docs/importing.md for the names.`,
    )
  return { columns, rows: rowsOf(text, SEPARATORS[chosen], columns) }
}

function rowsOf(text: string, delimiter: string, columns: readonly string[]): readonly TableRow[] {
  let parsed: readonly Parsed[]
  try {
    parsed = parse(text.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      delimiter,
      relax_column_count: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[]
  } catch (cause) {
    if (cause instanceof CsvError) throw new ImportRefused(`The file is no table: ${cause.message}. Nothing was written.`)
    throw cause
  }
  return parsed.slice(1).flatMap(({ record, info }) => {
    if (record.every((cell) => cell === '')) return []
    // The parser tells the line on which a row ends, and quoted cells may have several.
    const line = info.lines - record.join('').split('\n').length + 1
    const cells = new Map(columns.flatMap((name, index) => (record[index] ? [[name, record[index]] as const] : [])))
    const isWhole = record.length === columns.length
    const problem = isWhole
      ? null
      : `Has ${record.length} cells where the first row has ${columns.length}: quote cells that hold a separator`
    return [{ line, cells, problem }]
  })
}

function namesIn(header: string, delimiter: string): readonly string[] {
  try {
    const [names = []] = parse(header, { bom: true, delimiter, trim: true, relax_column_count: true, to: 1 })
    return names.map((name) => name.toLowerCase())
  } catch {
    return []
  }
}

function headerAdvice(first: string, missing: readonly string[]): string {
  const seen = first.length > 120 ? `${first.slice(0, 120)}…` : first
  return `The first row must name the columns, and lacks ${missing.join(', ')}, or is separated by something else than a comma, a semicolon or a tab. It is: ${seen}`
}
