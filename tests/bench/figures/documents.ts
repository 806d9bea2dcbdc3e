/** A document of the benches of search and figures. */
export interface FigureDocument {
  readonly _id: string
  readonly _type: string
  readonly [attribute: string]: unknown
}

/** However many sheets there are, each figure has as many values and each indicator as many places: what grows is how many figures there are. */
export const VALUES_PER_FIGURE = 20
export const PLACES_PER_INDICATOR = 25
const OBSERVATIONS_PER_SHEET = 10
const PLACES = 200
const FIRST_YEAR = 2000

const common =
  `figure region program people year report country area support government police water school health market road river village farm office
  training border community measure agency project result official council family season harvest district capital service worker forest valley
  center number partner police method network survey export import justice court member group source review public local national rural`
    .split(/\s+/)
    .filter((word) => word !== '')

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = (seed + 1) * 2_654_435_761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) >>> 0
    return state / 2 ** 32
  }
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ki', 'lo', 'mu', 'ne', 'pi', 'ro', 'sa', 'te', 'vo', 'zu']

/** A word of its own for each number, of four syllables and an ending. */
export function madeWord(index: number, ending: string): string {
  const digits = [index >> 12, index >> 8, index >> 4, index].map((part) => SYLLABLES[part & 15] ?? '')
  return `${digits.join('')}${ending}`
}

export const indicatorName = (index: number): string => `${capital(madeWord(index, 'x'))} output`
export const placeName = (index: number): string => capital(madeWord(index % PLACES, 'land'))
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const reference = (id: string): object => ({ _type: 'reference', _ref: id })
const slug = (current: string): object => ({ _type: 'slug', current })
const stamps = { _rev: 'bench', _createdAt: '2020-01-01T00:00:00Z', _updatedAt: '2020-01-01T00:00:00Z' }

/** How many indicators stand beside `sheets` sheets. */
export function indicatorsOf(sheets: number): number {
  return Math.max(1, Math.round((sheets * OBSERVATIONS_PER_SHEET) / (VALUES_PER_FIGURE * PLACES_PER_INDICATOR)))
}

/** The number of the place that is the `nth` of an indicator. */
export function placeOfIndicator(indicator: number, nth: number): number {
  return (indicator * 7 + nth) % PLACES
}

function* observationsOf(indicator: number): Generator<FigureDocument> {
  for (let nth = 0; nth < PLACES_PER_INDICATOR; nth += 1) {
    const place = placeOfIndicator(indicator, nth)
    for (let year = 0; year < VALUES_PER_FIGURE; year += 1) {
      const value = 1000 + ((indicator * 31 + nth * 17 + year * 7) % 997) * 10
      yield {
        _id: observationId(indicator, nth, year),
        _type: 'observation',
        ...stamps,
        indicator: reference(`indicator-${indicator}`),
        place: reference(`country-${place}`),
        measure: 'level',
        value,
        asPrinted: value.toLocaleString('en'),
        unit: reference('unit-ha'),
        period: { _type: 'period', type: 'year', start: String(FIRST_YEAR + year), end: String(FIRST_YEAR + year) },
        series: reference('series-us'),
        citation: { _type: 'citation', source: reference(`source-${indicator % 50}`) },
      }
    }
  }
}

const observationId = (indicator: number, nth: number, year: number): string => `observation-${indicator}-${nth}-${year}`

function sheet(index: number, sheets: number): FigureDocument {
  const next = chance(index)
  const indicator = index % indicatorsOf(sheets)
  const nth = Math.floor(next() * PLACES_PER_INDICATOR)
  return {
    _id: `sheet-${index}`,
    _type: 'factSheet',
    ...stamps,
    language: 'en',
    title: `${placeName(placeOfIndicator(indicator, nth))} ${madeWord(index, 'q')}`,
    slug: slug(`sheet-${index}`),
    country: reference(`country-${placeOfIndicator(indicator, nth)}`),
    institution: reference('institution'),
    sections: [0, 1, 2].map((section) => ({
      _type: 'section',
      _key: `k${section}`,
      heading: words(next, 3),
      body: [
        {
          _type: 'block',
          _key: 'b0',
          style: 'normal',
          markDefs: [],
          children: [
            // Words that a hundred, a thousand, … sheets share: what is looked for is more or less rare.
            { _type: 'span', _key: 's0', marks: [], text: `${words(next, 30)} ${madeWord(index % 2 ** (section + 6), 's')} ` },
            {
              _type: 'figure',
              _key: 'f0',
              observation: reference(observationId(indicator, nth, section + 5)),
              form: 'unit',
              hedged: false,
            },
            { _type: 'span', _key: 's1', marks: [], text: ` ${words(next, 10)}.` },
          ],
        },
      ],
    })),
  }
}

function words(next: () => number, count: number): string {
  return Array.from({ length: count }, () => common[Math.floor(next() ** 2 * common.length)]).join(' ')
}

/** `sheets` sheets and ten times as many observations, after all that they refer to. */
export function* figureDocuments(sheets: number): Generator<FigureDocument> {
  yield { _id: 'institution', _type: 'institution', ...stamps, name: 'Bureau of the bench', printLabel: 'banner' }
  yield {
    _id: 'unit-ha',
    _type: 'unit',
    ...stamps,
    code: 'ha',
    symbol: 'ha',
    kind: 'area',
    names: [{ _type: 'unitName', _key: 'en', language: 'en', one: 'hectare', other: 'hectares' }],
  }
  yield { _id: 'series-us', _type: 'series', ...stamps, code: 'us', name: 'U.S. estimates' }
  for (let index = 0; index < 50; index += 1)
    yield { _id: `source-${index}`, _type: 'source', ...stamps, title: `Report ${index}`, publisher: 'Bureau', date: '2020' }
  for (let index = 0; index < PLACES; index += 1)
    yield { _id: `country-${index}`, _type: 'country', ...stamps, name: placeName(index), slug: slug(`place-${index}`) }
  const indicators = indicatorsOf(sheets)
  for (let index = 0; index < indicators; index += 1)
    yield {
      _id: `indicator-${index}`,
      _type: 'indicator',
      ...stamps,
      name: indicatorName(index),
      slug: slug(`indicator-${index}`),
      unit: reference('unit-ha'),
      measure: 'level',
      topic: 'production',
    }
  for (let index = 0; index < indicators; index += 1) yield* observationsOf(index)
  for (let index = 0; index < sheets; index += 1) yield sheet(index, sheets)
}
