import type { Unit } from '#lib/figures/observation.ts'
import type { SeedDocument } from '../seed-document.ts'

/** A name by plural category; a language has some of them. */
interface Forms {
  readonly one: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

function unit(id: string, code: string, symbol: string | null, kind: Unit['kind'], names: Record<string, Forms> = {}): SeedDocument {
  return {
    _id: `unit-${id}`,
    _type: 'unit',
    code,
    ...(symbol !== null && { symbol }),
    kind,
    names: Object.entries(names).map(([language, forms]) => ({ _type: 'unitName', _key: language, language, ...forms })),
  }
}

/** A name that is the same for every number. */
const always = (name: string): Forms => ({ one: name, other: name })

/** What the figures of the seed are counted in, named by the plural categories of CLDR. What is counted or ranked without a word has no names. */
export const units: readonly SeedDocument[] = [
  unit('ha', 'ha', 'ha', 'area', {
    en: { one: 'hectare', other: 'hectares' },
    es: { one: 'hectárea', other: 'hectáreas' },
    ar: { one: 'هكتار', two: 'هكتاران', few: 'هكتارات', many: 'هكتارًا', other: 'هكتار' },
  }),
  unit('t', 't', 't', 'mass', {
    en: { one: 'metric ton', other: 'metric tons' },
    es: { one: 'tonelada métrica', other: 'toneladas métricas' },
    ar: { one: 'طن متري', two: 'طنان متريان', few: 'أطنان مترية', many: 'طنًا متريًا', other: 'طن متري' },
  }),
  unit('kg', 'kg', 'kg', 'mass', {
    en: { one: 'kilogram', other: 'kilograms' },
    es: { one: 'kilogramo', other: 'kilogramos' },
    ar: { one: 'كيلوغرام', two: 'كيلوغرامان', few: 'كيلوغرامات', many: 'كيلوغرامًا', other: 'كيلوغرام' },
  }),
  unit('lb', 'lb', 'lb', 'mass', {
    en: { one: 'pound', other: 'pounds' },
    es: { one: 'libra', other: 'libras' },
    ar: { one: 'رطل', two: 'رطلان', few: 'أرطال', many: 'رطلًا', other: 'رطل' },
  }),
  unit('percent', 'percent', '%', 'share', { en: always('percent'), es: always('por ciento'), ar: always('في المئة') }),
  unit('fraction', 'fraction', null, 'share', { en: always('of the whole'), es: always('del total'), ar: always('من المجموع') }),
  unit('usd', 'USD', '$', 'money', {
    en: { one: 'U.S. dollar', other: 'U.S. dollars' },
    es: { one: 'dólar estadounidense', other: 'dólares estadounidenses' },
    ar: { one: 'دولار أمريكي', two: 'دولاران أمريكيان', few: 'دولارات أمريكية', many: 'دولارًا أمريكيًا', other: 'دولار أمريكي' },
  }),
  unit('count', 'count', null, 'count'),
  unit('rank', 'rank', null, 'rank'),
  unit('years', 'years', null, 'duration', {
    en: { one: 'year', other: 'years' },
    es: { one: 'año', other: 'años' },
    ar: { one: 'سنة', two: 'سنتان', few: 'سنوات', many: 'سنة', other: 'سنة' },
  }),
  unit('hours', 'hours', 'h', 'duration', {
    en: { one: 'hour', other: 'hours' },
    es: { one: 'hora', other: 'horas' },
    ar: { one: 'ساعة', two: 'ساعتان', few: 'ساعات', many: 'ساعة', other: 'ساعة' },
  }),
  unit('per-100000', 'per 100,000 people', null, 'rate', {
    en: always('per 100,000 people'),
    es: always('por cada 100.000 habitantes'),
    ar: always('لكل 100.000 نسمة'),
  }),
]
