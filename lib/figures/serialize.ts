import { stringify } from 'csv-stringify/sync'
import type { Observation } from './observation.ts'
import { byObservation, PUBLICATION_COLUMNS, type Publication } from './publication.ts'
import { findSuperseded } from './supersession.ts'

/** The columns of the download, in order; readers may rely on the names. */
const COLUMNS: readonly (readonly [name: string, of: (observation: Observation) => string | number | null])[] = [
  ['id', ({ id }) => id],
  ['indicator_id', ({ indicator }) => indicator.id],
  ['indicator', ({ indicator }) => indicator.name],
  ['place_id', ({ place }) => place.id],
  ['place', ({ place }) => place.name],
  ['measure', ({ measure }) => measure],
  ['value', ({ value }) => value],
  ['upper_value', ({ upperValue }) => upperValue],
  ['qualifier', ({ qualifier }) => qualifier],
  ['as_printed', ({ asPrinted }) => asPrinted],
  ['unit', ({ unit }) => unit.code],
  ['unit_symbol', ({ unit }) => unit.symbol],
  ['period_type', ({ period }) => period.type],
  ['period_start', ({ period }) => period.start],
  ['period_end', ({ period }) => period.end],
  ['base_period_start', ({ basePeriod }) => basePeriod?.start ?? null],
  ['base_period_end', ({ basePeriod }) => basePeriod?.end ?? null],
  ['series_id', ({ series }) => series.id],
  ['series', ({ series }) => series.name],
  ['breakdown', ({ breakdown }) => breakdown],
  ['status', ({ status }) => status],
  ['source_id', ({ source }) => source.id],
  ['source_title', ({ source }) => source.title],
  ['source_publisher', ({ source }) => source.publisher],
  ['source_date', ({ source }) => source.date],
  ['source_url', ({ source }) => source.url],
  ['source_page', ({ page }) => page],
  ['source_table', ({ table }) => table],
  ['accessed_at', ({ accessedAt }) => accessedAt],
  ['note', ({ note }) => note],
  ['supersedes', ({ supersedes }) => supersedes],
  ['supersession_kind', ({ supersession }) => supersession?.kind ?? null],
  ['supersession_reason', ({ supersession }) => supersession?.reason ?? null],
]

/** Observations as CSV with a header: UTF-8, commas, lines that end with CR LF. Text that a spreadsheet would run as a formula is disarmed
 *  with an apostrophe; numbers are left as they are.
 *  @see RFC 4180, section 2 */
export function observationsToCsv(observations: readonly Observation[], publications: readonly Publication[] = []): string {
  const superseded = findSuperseded(observations)
  const published = byObservation(publications)
  const rows = observations.map((observation) => [
    ...COLUMNS.map(([, of]) => of(observation)),
    superseded.get(observation.id)?.id ?? null,
    ...PUBLICATION_COLUMNS.map(([, of]) => of(published.get(observation.id) ?? [])),
  ])
  const names = [...COLUMNS, ['superseded_by'] as const, ...PUBLICATION_COLUMNS].map(([name]) => name)
  return stringify([names, ...rows], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // A minus before a number begins no formula.
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
  })
}

/** Observations as a JSON document, with where they were published; `observationSchema` reads each of them back. */
export function observationsToJson(observations: readonly Observation[], publications: readonly Publication[] = []): string {
  const superseded = findSuperseded(observations)
  const described = observations.map((observation) => ({ ...observation, supersededBy: superseded.get(observation.id)?.id ?? null }))
  return `${JSON.stringify({ observations: described, publishedHere: publications }, null, 2)}\n`
}
