import { type CsvColumn, toCsv } from './csv.ts'
import type { Observation } from './observation.ts'
import { byObservation, PUBLICATION_COLUMNS, type Publication } from './publication.ts'
import { findSuperseded } from './supersession.ts'

/** The columns of the download, in order; readers may rely on the names. */
const COLUMNS: readonly CsvColumn<Observation>[] = [
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

/** Observations as CSV, see `toCsv`, with when each was published here. */
export function observationsToCsv(observations: readonly Observation[], publications: readonly Publication[] = []): string {
  const published = byObservation(publications)
  const columns = PUBLICATION_COLUMNS.map(([name, of]): CsvColumn<Observation> => [name, ({ id }) => of(published.get(id) ?? [])])
  return toCsv([...COLUMNS, successorColumn(successorsAmong(observations)), ...columns], observations)
}

/** The same columns, without when they were published. `successors` has, for the id of one that has been superseded, the id of the one that took its place;
 *  by itself, those among the observations given. */
export function observationsToTable(
  observations: readonly Observation[],
  successors: ReadonlyMap<string, string> = successorsAmong(observations),
): string {
  return toCsv([...COLUMNS, successorColumn(successors)], observations)
}

function successorColumn(successors: ReadonlyMap<string, string>): CsvColumn<Observation> {
  return ['superseded_by', ({ id }) => successors.get(id) ?? null]
}

function successorsAmong(observations: readonly Observation[]): ReadonlyMap<string, string> {
  return new Map([...findSuperseded(observations)].map(([id, successor]) => [id, successor.id]))
}

/** Observations as a JSON document, with where they were published; `observationSchema` reads each of them back. */
export function observationsToJson(observations: readonly Observation[], publications: readonly Publication[] = []): string {
  const superseded = findSuperseded(observations)
  const described = observations.map((observation) => ({ ...observation, supersededBy: superseded.get(observation.id)?.id ?? null }))
  return `${JSON.stringify({ observations: described, publishedHere: publications }, null, 2)}\n`
}
