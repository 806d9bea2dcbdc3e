import { parseObservation, type Observation, type Unit, type UnitName } from '#lib/figures/observation.ts'

const name = (language: string, one: string | null, other: string, more: Partial<UnitName> = {}): UnitName => ({
  language,
  one,
  two: null,
  few: null,
  many: null,
  other,
  ...more,
})

const unit = (code: string, kind: Unit['kind'], symbol: string | null, names: readonly UnitName[] = []): Unit => ({
  id: `unit-${code}`,
  code,
  kind,
  symbol,
  names,
})

/** Units as editors would write them, in three languages. */
export const UNITS = {
  ha: unit('ha', 'area', 'ha', [
    name('en', 'hectare', 'hectares'),
    name('es', 'hectárea', 'hectáreas', { many: 'de hectáreas' }),
    name('ar', 'هكتار', 'هكتار', { few: 'هكتارات', many: 'هكتارًا' }),
  ]),
  t: unit('t', 'mass', 't', [name('en', 'metric ton', 'metric tons'), name('es', 'tonelada métrica', 'toneladas métricas')]),
  kg: unit('kg', 'mass', 'kg', [name('en', 'kilogram', 'kilograms')]),
  lb: unit('lb', 'mass', 'lb', [name('en', 'pound', 'pounds')]),
  percent: unit('percent', 'share', '%', [
    name('en', 'percent', 'percent'),
    name('es', 'por ciento', 'por ciento'),
    name('ar', 'في المائة', 'في المائة'),
  ]),
  fraction: unit('fraction', 'share', null),
  USD: unit('USD', 'money', '$', [
    name('en', 'U.S. dollar', 'U.S. dollars'),
    name('es', 'dólar', 'dólares', { many: 'de dólares' }),
    name('ar', 'دولار', 'دولار', { few: 'دولارات', many: 'دولارًا' }),
  ]),
  count: unit('count', 'count', null),
  rank: unit('rank', 'rank', null),
  years: unit('years', 'duration', null, [
    name('en', 'year', 'years'),
    name('es', 'año', 'años'),
    name('ar', 'سنة', 'سنة', { two: 'سنتان', few: 'سنوات' }),
  ]),
  hours: unit('hours', 'duration', 'h', [name('en', 'hour', 'hours')]),
  'per 100,000 people': unit('per 100,000 people', 'rate', null, [name('en', null, 'per 100,000 people')]),
} satisfies Record<string, Unit>

const SERIES: Readonly<Record<string, string>> = { us: 'U.S. estimates', un: 'UN estimates' }

/** What tells an observation in a test from the usual one: Peru's coca area in hectares, by the U.S. estimate of 2014. */
export interface Given {
  readonly id?: string
  readonly indicator?: string
  readonly place?: string
  readonly measure?: Observation['measure']
  readonly value?: number
  readonly upperValue?: number | null
  readonly qualifier?: Observation['qualifier']
  readonly asPrinted?: string | null
  readonly unit?: keyof typeof UNITS
  readonly period?: unknown
  readonly basePeriod?: unknown
  readonly series?: string
  readonly breakdown?: string | null
  readonly source?: string
  readonly status?: Observation['status']
  readonly note?: string | null
  readonly supersedes?: string | null
  readonly supersession?: Observation['supersession']
}

/** A whole observation, parsed as one that comes from outside. */
export function observation(given: Given = {}): Observation {
  const { indicator = 'coca-cultivation', place = 'peru', series = 'us', period = '2014', source = 'inl', unit = 'ha', ...fields } = given
  const value = given.value ?? 46_500
  return parseObservation({
    id: `${place}-${indicator}-${series}-${JSON.stringify(period)}-${value}-${source}`,
    measure: 'level',
    ...fields,
    value,
    unit: UNITS[unit],
    period,
    indicator: { id: `indicator-${indicator}`, slug: indicator, name: indicator },
    place: { id: `country-${place}`, slug: place, name: place },
    series: { id: `series-${series}`, code: series, name: SERIES[series] ?? series },
    source: { id: `source-${source}`, publisher: 'U.S. Department of State', title: 'A sheet', url: 'https://www.state.gov/' },
  })
}
