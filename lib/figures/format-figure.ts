import { numberFormat, pluralRules } from '#lib/i18n/formats.ts'
import { INTL_LOCALES } from '#lib/i18n/languages.ts'
import { figureWords, type FigureLanguage } from './figure-language.ts'
import { englishOrdinal, fractionWords, wordFor } from './number-words.ts'
import type { Observation, Unit } from './observation.ts'
import { readPrinted, type Printed } from './printed.ts'

export const FORMS = ['unit', 'unitAndSymbol', 'symbol', 'number', 'words', 'rank', 'attributive'] as const

/** How a figure stands in its sentence: "46,500 hectares", "46,500 hectares (ha)", "200%", "31,205", "three", "second-largest", "five-year". */
export type Form = (typeof FORMS)[number]

export interface FigureStyle {
  readonly form: Form
  /** Whether the source's hedge is said: "over", "an estimated" without its article, which belongs to the sentence. */
  readonly hedged: boolean
  /** Whether a change shows its sign. In a sentence the verb tells the direction, so it does not. */
  readonly signed?: boolean
}

/** A number as it is written, and what the plural of the unit after it depends on. */
interface WrittenNumber {
  readonly text: string
  readonly category: Intl.LDMLPluralRule
  readonly isScaled: boolean
}

/**
 * The figure of `observation` as it reads in a sentence of `language`: the value with the rounding and the hedge of its source, in the
 * language's digits, separators and names of units. A form that has no words in a language is written in digits.
 */
export function formatFigure(observation: Observation, style: FigureStyle, language: FigureLanguage): string {
  const figure = writeFigure(observation, style, language)
  if (!style.hedged || observation.qualifier === null) return figure
  return figureWords(language)(`hedge.${observation.qualifier}`, { figure })
}

function writeFigure(observation: Observation, { form, signed = false }: FigureStyle, language: FigureLanguage): string {
  const { unit } = observation
  const printed = readPrinted(observation)
  const words = figureWords(language)
  if (form === 'rank' && unit.kind === 'rank') return writeRank(observation, printed, language)
  if (unit.code === 'fraction') return writeFraction(observation, printed, language)
  const isInWords = form === 'words' || (form === 'attributive' && printed.style === 'words')
  const number = (isInWords ? writeWords(printed, language) : null) ?? writeDigits(observation, printed, signed, language)
  if (form === 'words' && printed.style === 'fraction' && unit.code === 'percent') {
    const share = fractionWords(printed.amount / 100, language)
    if (share !== null) return share
  }
  const name = unitName(unit, number.category, language)
  if (form === 'number' || unit.kind === 'count' || unit.kind === 'rank') return number.text
  if (form === 'attributive') {
    const one = unitName(unit, 'one', language)
    const pattern = unit.kind === 'duration' ? 'attributiveDuration' : unit.kind === 'share' ? 'attributiveShare' : 'attributiveOther'
    return words(pattern, { number: number.text, unit: name, one })
  }
  if (form === 'symbol') return writeSymbol(observation, printed, number, signed, language)
  if (name === '') return unit.symbol === null ? number.text : words('withSymbol', { number: number.text, symbol: unit.symbol })
  if (form === 'unitAndSymbol' && unit.symbol !== null) {
    return words('withUnitAndSymbol', { number: number.text, unit: name, symbol: unit.symbol })
  }
  return words('withUnit', { number: number.text, unit: name })
}

/** A rank is said of "producer", "country", "index": English has words that stand before the noun, the others say the place by its number. */
function writeRank({ value, asPrinted }: Observation, { total }: Printed, language: FigureLanguage): string {
  const words = figureWords(language)
  const rank = numberFormat(INTL_LOCALES[language]).format(value)
  if (total !== null) return words('rankOf', { rank, total: numberFormat(INTL_LOCALES[language]).format(total) })
  if (value === 1) return language === 'en' && asPrinted?.toLowerCase() === 'largest' ? asPrinted.toLowerCase() : words('rankFirst')
  return words('rankOther', { rank: wordFor(value, language) ?? rank, ordinal: englishOrdinal(value) })
}

/** A fraction of one is said in words where there are any, else in percent: "0.25 of the people" is nobody's language. */
function writeFraction({ value }: Observation, { amount, style }: Printed, language: FigureLanguage): string {
  const share = style === 'fraction' ? amount : Math.abs(value)
  const percent = numberFormat(INTL_LOCALES[language], { style: 'percent', maximumFractionDigits: 1 })
  return fractionWords(share, language) ?? percent.format(share)
}

function writeWords({ amount, upperAmount }: Printed, language: FigureLanguage): WrittenNumber | null {
  const word = upperAmount === null ? wordFor(amount, language) : null
  if (word === null) return null
  return { text: word, category: pluralRules(INTL_LOCALES[language]).select(amount), isScaled: false }
}

function writeDigits(observation: Observation, printed: Printed, signed: boolean, language: FigureLanguage): WrittenNumber {
  const { scale, fractionDigits } = printed
  const words = figureWords(language)
  const digits = { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }
  const format = numberFormat(INTL_LOCALES[language], { ...digits, ...signOf(observation, signed) })
  const plural = pluralRules(INTL_LOCALES[language], digits)
  const [lower, upper] = amountsOf(observation, printed, signed)
  const last = upper ?? lower
  const number = upper === null ? format.format(lower) : words('numberRange', { from: format.format(lower), to: format.format(upper) })
  if (scale === 1) return { text: number, category: plural.select(last), isScaled: false }
  const pattern = scale === 1e3 ? 'thousand' : scale === 1e6 ? 'million' : scale === 1e9 ? 'billion' : 'trillion'
  // Spanish has a plural for round millions, "de hectáreas", and so has every number that ends in the word "millones".
  const category = pluralRules(INTL_LOCALES[language]).select(scale)
  return { text: words(`scale.${pattern}`, { number, count: Math.abs(last) }), category, isScaled: true }
}

/** Both ends of the value in the scale it is written in; the second is null if it is no range. */
function amountsOf(
  { value, upperValue }: Observation,
  { amount, upperAmount, scale }: Printed,
  signed: boolean,
): readonly [number, number | null] {
  const lower = (signed ? Math.sign(value) || 1 : 1) * (amount / scale)
  if (upperAmount === null) return [lower, null]
  return [lower, (signed ? Math.sign(upperValue ?? 0) || 1 : 1) * (upperAmount / scale)]
}

function signOf({ measure }: Observation, signed: boolean): Intl.NumberFormatOptions {
  return { signDisplay: signed ? (measure === 'change' ? 'exceptZero' : 'auto') : 'never' }
}

function writeSymbol(observation: Observation, printed: Printed, number: WrittenNumber, signed: boolean, language: FigureLanguage): string {
  const { unit } = observation
  const words = figureWords(language)
  if (unit.kind === 'money') {
    return words(number.isScaled ? 'moneyScaled' : 'money', { number: number.text, symbol: currencySymbol(unit, language) })
  }
  if (unit.code === 'percent' && printed.upperAmount === null) {
    const { fractionDigits } = printed
    const [amount] = amountsOf(observation, printed, signed)
    return numberFormat(INTL_LOCALES[language], {
      style: 'percent',
      minimumFractionDigits: fractionDigits,
      maximumFractionDigits: fractionDigits,
      ...signOf(observation, signed),
    }).format(amount / 100)
  }
  if (unit.symbol === null) return number.text
  return unit.symbol === '%' ? `${number.text}%` : words('withSymbol', { number: number.text, symbol: unit.symbol })
}

function currencySymbol({ code, symbol }: Unit, language: FigureLanguage): string {
  if (!/^[A-Z]{3}$/.test(code)) return symbol ?? code
  const parts = numberFormat(INTL_LOCALES[language], { style: 'currency', currency: code }).formatToParts(1)
  return parts.find(({ type }) => type === 'currency')?.value ?? code
}

/** The name of `unit` after a number of the plural `category`; in English, else as a symbol, where the language has none. */
export function unitName(unit: Unit, category: Intl.LDMLPluralRule, language: FigureLanguage): string {
  const name = unit.names.find((candidate) => candidate.language === language)
  if (!name) return unit.symbol ?? unit.names.find((candidate) => candidate.language === 'en')?.other ?? ''
  if (category === 'zero' || category === 'other') return name.other
  return name[category] ?? name.other
}
