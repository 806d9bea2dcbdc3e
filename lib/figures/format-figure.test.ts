import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INTL_LOCALES } from '#lib/i18n/languages.ts'
import { corpus } from '#tests/support/figures-corpus.ts'
import { observation, UNITS, type Given } from '#tests/support/observations.ts'
import type { FigureLanguage } from './figure-language.ts'
import { formatFigure, FORMS, type FigureStyle } from './format-figure.ts'
import { QUALIFIERS } from './observation.ts'
import { readPrinted } from './printed.ts'
import { sourceForm } from './source-form.ts'

/** Where the sites' own spelling differs from a source's: other words for the same unit, other customs of writing numbers. */
const OTHER_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bper cent$/, 'percent'],
  [/^(down|by|fell|rose) /, ''],
  [/ mt$/, ' metric tons'],
  [/(?<!metric) tons$/, ' metric tons'],
  [/ pure metric tons$/, ' metric tons'],
  [/ per year$/, ''],
  [/ per 100,000$/, ' per 100,000 people'],
  [/US\$/, '$'],
  [/ maritime patrol hours$/, ' hours'],
  [/ countries$/, ''],
  [/(?<=\d)(?=(ha|kg)$)/, ' '],
  [/^(\d\d)[. ](\d{3})$/, '$1,$2'],
]

const figure = (given: Given, style: Partial<FigureStyle> = {}, language: FigureLanguage = 'en'): string =>
  formatFigure(observation(given), { form: 'unit', hedged: false, ...style }, language)

describe('formatFigure in English', () => {
  it('writes each of the 349 published values as its source printed it, but for the spelling of units', ({ skip }) => {
    const all = corpus()
    if (all === null) return skip('not applicable: the figures read in published sources are not beside the project')
    const used = new Set<RegExp>()
    for (const given of all) {
      let expected = given.asPrinted ?? ''
      for (const [pattern, replacement] of OTHER_SPELLINGS) {
        if (pattern.test(expected) && formatFigure(given, sourceForm(given), 'en') !== expected) {
          used.add(pattern)
          expected = expected.replace(pattern, replacement)
        }
      }
      expect(formatFigure(given, sourceForm(given), 'en'), given.id).toBe(expected)
      expect(readPrinted(given).amount, given.id).toBe(Math.abs(given.value))
    }
    expect(all).toHaveLength(349)
    expect(used.size, 'spellings that some source has').toBe(OTHER_SPELLINGS.length)
  })

  it('writes the Peru sheet: unit with symbol, hedge, percent and sign, words, rank and attribute', () => {
    const coca: Given = { asPrinted: '46,500 hectares (ha)', qualifier: 'estimated' }
    expect(figure(coca, { form: 'unitAndSymbol' })).toBe('46,500 hectares (ha)')
    expect(figure(coca, { form: 'unitAndSymbol', hedged: true })).toBe('estimated 46,500 hectares (ha)')
    expect(figure({ value: 31, unit: 'percent', qualifier: 'over', asPrinted: 'over 31 percent' }, { hedged: true })).toBe(
      'over 31 percent',
    )
    expect(figure({ value: 200, unit: 'percent', qualifier: 'over' }, { form: 'symbol', hedged: true })).toBe('over 200%')
    expect(figure({ value: 31_205 })).toBe('31,205 hectares')
    expect(figure({ value: 3, unit: 'count' }, { form: 'words' })).toBe('three')
    expect(figure({ value: 1, unit: 'rank', asPrinted: 'top' }, { form: 'rank' })).toBe('top')
    expect(figure({ value: 2, unit: 'rank' }, { form: 'rank' })).toBe('second-largest')
    expect(figure({ value: 5, unit: 'years', asPrinted: 'five-year' }, { form: 'attributive' })).toBe('five-year')
  })

  it('shows a fall without its sign in a sentence, whose verb tells it, and with it where asked', () => {
    const fall: Given = { value: -18, unit: 'percent', measure: 'change', asPrinted: 'down 18%' }
    expect(figure(fall)).toBe('18 percent')
    expect(figure(fall, { signed: true })).toBe('-18 percent')
    expect(figure(fall, { form: 'symbol', signed: true })).toBe('-18%')
    expect(figure({ ...fall, value: 14, asPrinted: null }, { signed: true })).toBe('+14 percent')
  })

  it("keeps the source's rounding where the value is known better, and shows the value where the printed words are another number", () => {
    expect(figure({ value: 46_512, asPrinted: '46,500 hectares' })).toBe('46,500 hectares')
    expect(figure({ value: 47_000, asPrinted: '46,500 hectares' })).toBe('47,000 hectares')
    expect(figure({ value: 1_650_000_000, unit: 'USD', asPrinted: '$1.6 billion' }, { form: 'symbol' })).toBe('$1.6 billion')
    expect(figure({ value: 46_500.25 })).toBe('46,500.25 hectares')
  })
})

describe('formatFigure in Spanish and Arabic', () => {
  it.each<[Given, Partial<FigureStyle>, string, string]>([
    [{ qualifier: 'estimated' }, { hedged: true }, 'una estimación de 46.500 hectáreas', 'ما يُقدَّر بـ 46,500 هكتار'],
    [{ value: 4650 }, { form: 'unitAndSymbol' }, '4650 hectáreas (ha)', '4,650 هكتارًا (ha)'],
    [{ value: 1_000_000 }, {}, '1.000.000 de hectáreas', '1,000,000 هكتار'],
    [{ value: 5 }, {}, '5 hectáreas', '5 هكتارات'],
    [{ value: 14 }, {}, '14 hectáreas', '14 هكتارًا'],
    [{ value: 1 }, {}, '1 hectárea', '1 هكتار'],
    [{ value: 31, unit: 'percent', qualifier: 'over' }, { hedged: true }, 'más de 31 por ciento', 'ما يزيد على 31 في المائة'],
    [{ value: 28_400_000, unit: 'count', asPrinted: '28.4 million' }, { form: 'number' }, '28,4 millones', '28.4 مليون'],
    [{ value: 1_000_000, unit: 'count', asPrinted: '1 million' }, { form: 'number' }, '1 millón', '1 مليون'],
    [{ value: 77_500_000, unit: 'USD', asPrinted: '$77.5 million' }, { form: 'symbol' }, '77,5 millones de US$', '77.5 مليون US$'],
    [{ value: 77_500_000, unit: 'USD', asPrinted: '$77.5 million' }, {}, '77,5 millones de dólares', '77.5 مليون دولار'],
    [{ value: 9e9, unit: 'USD', asPrinted: '$9 billion' }, {}, '9 mil millones de dólares', '9 مليارات دولار'],
    [{ value: 0.25, unit: 'fraction', asPrinted: 'one quarter' }, { form: 'words' }, 'una cuarta parte', 'ربع'],
    [{ value: 50, unit: 'percent', asPrinted: 'nearly half' }, { form: 'words' }, 'la mitad', 'نصف'],
    [{ value: 3, unit: 'count' }, { form: 'words' }, 'tres', '3'],
    [{ value: 1, unit: 'count' }, { form: 'words' }, '1', '1'],
    [{ value: 1, unit: 'rank' }, { form: 'rank' }, 'principal', 'المرتبة الأولى'],
    [{ value: 2, unit: 'rank' }, { form: 'rank' }, 'número dos', 'المرتبة 2'],
    [{ value: 139, unit: 'rank', asPrinted: '139 out of 167' }, { form: 'rank' }, '139 de 167', '139 من أصل 167'],
    [{ value: 5, unit: 'years', asPrinted: 'five-year' }, { form: 'attributive' }, 'de cinco años', 'لمدة 5 سنوات'],
    [{ value: 32_000, upperValue: 45_000, unit: 'count' }, { form: 'number' }, '32.000 a 45.000', '32,000 إلى 45,000'],
    [{ value: 7.1, unit: 't', asPrinted: '7.1 metric tons' }, {}, '7,1 toneladas métricas', '7.1 t'],
  ])('writes %j as %j', (given, style, es, ar) => {
    expect([figure(given, style, 'es'), figure(given, style, 'ar')]).toEqual([es, ar])
  })

  it('writes percent with the sign and the space of the language', () => {
    expect(figure({ value: 200, unit: 'percent' }, { form: 'symbol' }, 'es')).toBe('200\u00A0%')
    expect(figure({ value: 200, unit: 'percent' }, { form: 'symbol' }, 'ar').replaceAll(/[\u200E\u200F]/g, '')).toBe('200%')
  })
})

const languages = fc.constantFrom<FigureLanguage>('en', 'es', 'ar')

/** The number that a person of `language` reads in `text`. */
function readBack(text: string, language: FigureLanguage): number {
  const parts = new Intl.NumberFormat(INTL_LOCALES[language]).formatToParts(12_345.6)
  const separator = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const digits = (/[\d.,]*\d/.exec(text)?.[0] ?? '').replaceAll(separator('group'), '').replace(separator('decimal'), '.')
  return Number(digits)
}

describe('formatFigure, whatever the figure', () => {
  it('shows digits that read back as the value rounded to what was printed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 10 ** 9 }),
        fc.nat({ max: 3 }),
        fc.constantFrom('', ' million', ' billion'),
        languages,
        (digits, fraction, scale, language) => {
          const mantissa = digits / 10 ** fraction
          const size = { '': 1, ' million': 1e6, ' billion': 1e9 }[scale] ?? 1
          const format = new Intl.NumberFormat('en', { minimumFractionDigits: fraction, maximumFractionDigits: fraction })
          const asPrinted = `${format.format(mantissa)}${scale}`
          const written = figure(
            { value: Number(`${mantissa}e${Math.log10(size)}`), asPrinted, unit: 'count' },
            { form: 'number' },
            language,
          )
          expect(readBack(written, language)).toBe(mantissa)
        },
      ),
    )
  })

  it('shows the value itself, to the last digit, where nothing was printed', () => {
    const value = fc.tuple(fc.nat({ max: 10 ** 9 }), fc.nat({ max: 4 })).map(([digits, fraction]) => digits / 10 ** fraction)
    fc.assert(
      fc.property(value, languages, (given, language) => {
        expect(readBack(figure({ value: given }, {}, language), language)).toBe(given)
      }),
    )
  })

  it('rounds to printed thousands exactly the values that are nearest to them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -499, max: 499 }), (thousands, more) => {
        fc.pre(thousands % 10 !== 0)
        const asPrinted = `${new Intl.NumberFormat('en').format(thousands * 1000)} hectares`
        expect(figure({ value: thousands * 1000 + more, asPrinted })).toBe(asPrinted)
        expect(figure({ value: thousands * 1000 + 501, asPrinted })).not.toBe(asPrinted)
      }),
    )
  })

  it('leaves no pattern unfilled, in any form, unit, hedge and language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FORMS),
        fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[])),
        fc.constantFrom(...QUALIFIERS, null),
        fc.oneof(fc.nat({ max: 30 }), fc.nat()),
        languages,
        fc.boolean(),
        (form, unit, qualifier, value, language, signed) => {
          const written = figure({ value, unit, qualifier }, { form, hedged: true, signed }, language)
          expect(written).not.toMatch(/[{}]|null|undefined|NaN|figures\.|^\s*$/)
        },
      ),
    )
  })
})
