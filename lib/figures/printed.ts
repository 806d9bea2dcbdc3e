import { readWords } from './number-words.ts'
import type { Observation } from './observation.ts'

/** How a source wrote a number: the rounding and the style that are kept in every language. */
export interface Printed {
  readonly style: 'digits' | 'words' | 'fraction'
  /** The number as printed, in the unit itself and without its sign: 28400000 for "28.4 million". */
  readonly amount: number
  /** The end of a printed range. */
  readonly upperAmount: number | null
  /** What the digits are counted in: 1, 1000, 1000000, … */
  readonly scale: number
  readonly fractionDigits: number
  /** Of a rank, "139 out of 167". */
  readonly total: number | null
}

const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }

const NUMBER = /\d(?:[\d.,\u00A0\u202F ]*\d)?/g
const SCALE = /^\s*(thousand|million|billion|trillion)\b/
const TOTAL = /\bout of ([\d,]+)/

/** Digits after a separator of each custom: English, continental, and French or SI. */
const CUSTOMS = [
  { grouped: /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$/, group: /,/g, point: '.' },
  { grouped: /^\d{1,3}(\.\d{3})+(,\d+)?$|^\d+,\d+$/, group: /\./g, point: ',' },
  { grouped: /^\d{1,3}([\u00A0\u202F ]\d{3})+([.,]\d+)?$/, group: /[\u00A0\u202F ]/g, point: ',' },
] as const

/** The rounding of an observation of which nothing readable was printed: its own digits, all of them. */
function plain({ value, upperValue }: Observation): Printed {
  const amounts = [value, upperValue ?? value].map(Math.abs)
  const fractionDigits = Math.max(...amounts.map((amount) => (/\.(\d+)$/.exec(String(amount))?.[1] ?? '').length))
  return {
    style: 'digits',
    amount: Math.abs(value),
    upperAmount: upperValue === null ? null : Math.abs(upperValue),
    scale: 1,
    fractionDigits: Math.min(fractionDigits, 10),
    total: null,
  }
}

/**
 * How the source of `observation` printed its value. Words that are not a number, and a printed number that the value does not round to,
 * are passed over: the value itself is always what is shown.
 */
export function readPrinted(observation: Observation): Printed {
  const printed = (observation.asPrinted ?? '').toLowerCase()
  const total = TOTAL.exec(printed)?.[1]
  const numbers = readNumbers(printed.replace(TOTAL, ''))
  const found = numbers.length > 0 ? ofDigits(numbers, observation) : ofWords(printed, observation)
  return { ...(found ?? plain(observation)), total: total ? Number(total.replaceAll(',', '')) : null }
}

/** The number that the last printed digit of `observation` counts: 0.1 million for "28.4 million", 1 for "31". */
export function printedStep(observation: Observation): number {
  const { scale, fractionDigits } = readPrinted(observation)
  return scale / 10 ** fractionDigits
}

interface PrintedNumber {
  readonly digits: string
  readonly scale: number
}

function readNumbers(printed: string): readonly PrintedNumber[] {
  return Array.from(printed.matchAll(NUMBER), ({ 0: digits, index }) => ({
    digits,
    scale: SCALES[SCALE.exec(printed.slice(index + digits.length))?.[1] ?? ''] ?? 1,
  }))
}

function ofDigits(numbers: readonly PrintedNumber[], { value, upperValue }: Observation): Omit<Printed, 'total'> | null {
  const [first, second] = numbers
  if (!first) return null
  const isRange = upperValue !== null && second !== undefined
  // In "5 to 7 million" the word stands for both.
  const scale = isRange ? second.scale : first.scale
  const lower = readDigits(first.digits, scale, value)
  if (!lower) return null
  if (upperValue === null) return { style: 'digits', upperAmount: null, scale, ...lower }
  const upper = isRange ? readDigits(second.digits, scale, upperValue) : null
  if (!upper) return null
  const fractionDigits = Math.max(lower.fractionDigits, upper.fractionDigits)
  return { style: 'digits', amount: lower.amount, upperAmount: upper.amount, scale, fractionDigits }
}

/** `59.900` is a fraction or grouped thousands, by custom: the one is right that the value rounds to. */
function readDigits(digits: string, scale: number, value: number): { readonly amount: number; readonly fractionDigits: number } | null {
  for (const { grouped, group, point } of CUSTOMS) {
    if (!grouped.test(digits)) continue
    const plainDigits = digits.replaceAll(group, '').replace(point, '.')
    const fractionDigits = (plainDigits.split('.')[1] ?? '').length
    const amount = scaleUp(plainDigits, scale)
    if (roundsTo(Math.abs(value), amount, scale, fractionDigits)) return { amount, fractionDigits }
  }
  return null
}

/** "0.29" millions are 290000: by moving the point, because a product of fractions may miss by a hair. */
function scaleUp(digits: string, scale: number): number {
  return Number(`${digits}e${Math.round(Math.log10(scale))}`)
}

/** Whether `amount` is `value` rounded; zeros at the end of a whole number may be rounding. */
function roundsTo(value: number, amount: number, scale: number, fractionDigits: number): boolean {
  if (value === amount) return true
  const whole = fractionDigits === 0 ? (/0*$/.exec(String(Math.round(amount / scale)))?.[0].length ?? 0) : 0
  const step = scale * 10 ** (whole - fractionDigits)
  return Math.abs(value - amount) <= (step / 2) * (1 + 1e-9)
}

/** Hedges, articles and words of direction may stand before the number. */
function ofWords(printed: string, { value, upperValue, unit }: Observation): Omit<Printed, 'total'> | null {
  if (upperValue !== null) return null
  for (const { index } of printed.matchAll(/\b[a-z]/g)) {
    const found = readWords(printed.slice(index))
    if (!found) continue
    const amount = found.isShare && unit.code === 'percent' ? found.value * 100 : found.value
    if (!roundsTo(Math.abs(value), amount, 1, found.isShare ? 2 : 0)) continue
    return { style: found.isShare ? 'fraction' : 'words', amount, upperAmount: null, scale: 1, fractionDigits: 0 }
  }
  return null
}
