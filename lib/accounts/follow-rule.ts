import { z } from 'zod'

/** Which news of what is followed is told: `1` everything, `2` substance (figures, what editors call a major change, sentences added or taken out),
 *  `3` figures alone. News weigh as much. */
export type Weight = 1 | 2 | 3

/** When it is told by mail; `never`: on the page and in the feed alone. */
export const PACES = ['now', 'daily', 'weekly', 'never'] as const

export type Pace = (typeof PACES)[number]

export const THRESHOLDS = ['above', 'below', 'change'] as const

/** When a figure is told: if its new value is above or below a value, or differs from the one before by more than so many percent. Within one series
 *  and breakdown, in one unit: values of others are not comparable. */
export interface Threshold {
  readonly kind: (typeof THRESHOLDS)[number]
  readonly value: number
  readonly series: string
  /** Empty for none. */
  readonly breakdown: string
  readonly unit: string
}

/** A row of values that a threshold may be about. */
export type ThresholdSeries = Pick<Threshold, 'series' | 'breakdown' | 'unit'>

/** What a form calls a row of values. */
export function seriesValue({ series, breakdown, unit }: ThresholdSeries): string {
  return JSON.stringify([series, breakdown, unit])
}

/** How somebody wants to be told of what they follow. */
export interface FollowRule {
  readonly weightMin: Weight
  readonly pace: Pace
  /** Of figures alone; null: every change. */
  readonly threshold: Threshold | null
}

const NUMBER = /^(-?)(\d{1,3}(?:([.,])\d{3})(?:\3\d{3})*|\d+)(?:([.,])(\d+))?$/

/** A whole or decimal number as people write it: "50,000", "50 000", "1.234,5", "2.5". Three digits behind a comma or a point are thousands, unless a
 *  lone 0 stands before it. NaN for what is no number. */
export function parseAmount(text: string): number {
  const plain = text
    .trim()
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[\s\u00a0\u202f\u200e\u200f\u061c'’_٬]/g, '')
    .replaceAll('٫', '.')
  if (/^-?0[.,]\d+$/.test(plain)) return Number(plain.replace(',', '.'))
  const [, sign = '', whole = '', grouping, point, decimals = ''] = NUMBER.exec(plain) ?? []
  // "1.234.5" uses one sign for two things.
  if (whole === '' || (point !== undefined && point === grouping)) return Number.NaN
  return Number(`${sign}${whole.replaceAll(/[.,]/g, '')}.${decimals}`)
}

const amount = z.string().transform(parseAmount).pipe(z.number().gte(-1e15).lte(1e15))

/** What the form about a follow says. `series` names series, breakdown and unit as the page wrote them. */
export const followRuleSchema = z.object({
  weight: z.enum(['1', '2', '3']).default('2'),
  pace: z.enum(PACES).default('now'),
  threshold: z.enum(['', ...THRESHOLDS]).default(''),
  amount: z.union([z.literal('').transform(() => null), amount]).default(null),
  series: z.string().max(400).default(''),
})
