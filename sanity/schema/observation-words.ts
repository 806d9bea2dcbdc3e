import { periodWords } from './period-rules.ts'

/** The words of qualifiers, as they stand before a number in English. */
export const qualifierChoices = [
  { value: 'estimated', title: 'estimated' },
  { value: 'about', title: 'about' },
  { value: 'approximately', title: 'approximately' },
  { value: 'over', title: 'over' },
  { value: 'moreThan', title: 'more than' },
  { value: 'slightlyMoreThan', title: 'slightly more than' },
  { value: 'nearly', title: 'nearly' },
  { value: 'almost', title: 'almost' },
  { value: 'some', title: 'some' },
  { value: 'asMuchAs', title: 'as much as' },
] as const

/** What `observationSelection` selects; null where it leads to nothing. */
export interface ObservationSelection {
  readonly indicator?: string | null
  readonly place?: string | null
  readonly type?: string | null
  readonly start?: string | null
  readonly end?: string | null
  readonly qualifier?: string | null
  readonly value?: number | null
  readonly upperValue?: number | null
  readonly symbol?: string | null
  readonly code?: string | null
  readonly series?: string | null
  readonly asPrinted?: string | null
  readonly breakdown?: string | null
  readonly sourceTitle?: string | null
  readonly publisher?: string | null
}

/** The parts of an observation that a preview needs; `path` leads to it, and ends with a dot if it is not empty. */
export function observationSelection(path: '' | 'observation.'): Record<keyof ObservationSelection, string> {
  return {
    indicator: `${path}indicator.name`,
    place: `${path}place.name`,
    type: `${path}period.type`,
    start: `${path}period.start`,
    end: `${path}period.end`,
    qualifier: `${path}qualifier`,
    value: `${path}value`,
    upperValue: `${path}upperValue`,
    symbol: `${path}unit.symbol`,
    code: `${path}unit.code`,
    series: `${path}series.name`,
    asPrinted: `${path}asPrinted`,
    breakdown: `${path}breakdown`,
    sourceTitle: `${path}citation.source.title`,
    publisher: `${path}citation.source.publisher`,
  }
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 20 })

function amount({ qualifier, value, upperValue, symbol, code }: ObservationSelection): string {
  if (value == null) return 'no value yet'
  const hedge = qualifierChoices.find((choice) => choice.value === qualifier)?.title
  const digits = upperValue == null ? number.format(value) : `${number.format(value)} to ${number.format(upperValue)}`
  const unit = symbol ?? (code === 'count' || code === 'rank' ? null : code)
  const counted = symbol === '$' ? `$${digits}` : symbol === '%' ? `${digits}%` : [digits, unit].filter(Boolean).join(' ')
  return [hedge, counted].filter(Boolean).join(' ')
}

/** An observation in a list of the Studio: "Coca under cultivation, Peru, 2014: estimated 46,500 ha (U.S. estimates)". */
export function observationWords(selection: ObservationSelection): { title: string; subtitle: string } {
  const { indicator, place, series, breakdown, sourceTitle, publisher } = selection
  const what = [indicator ?? 'No indicator yet', breakdown, place ?? 'no place yet', periodWords(selection)].filter(Boolean).join(', ')
  return { title: `${what}: ${amount(selection)}${series ? ` (${series})` : ''}`, subtitle: sourceTitle || publisher || 'No source yet' }
}
