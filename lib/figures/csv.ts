import { stringify } from 'csv-stringify/sync'

/** A column of a table: its name, which readers may rely on, and what stands in it. */
export type CsvColumn<Row> = readonly [name: string, of: (row: Row) => string | number | null]

/** Rows as CSV with a header: UTF-8, commas, lines that end with CR LF. Text that a spreadsheet would run as a formula is disarmed
 *  with an apostrophe; numbers are left as they are.
 *  @see RFC 4180, section 2 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  return stringify([columns.map(([name]) => name), ...rows.map((row) => columns.map(([, of]) => of(row)))], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // A minus before a number begins no formula.
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
  })
}
