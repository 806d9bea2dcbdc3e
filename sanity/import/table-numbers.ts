/** What stands before the fraction of a number: in English "46,500.5", in Spanish "46.500,5". */
export const DECIMALS = ['point', 'comma'] as const

export type Decimal = (typeof DECIMALS)[number]

const PLAIN = /^[-+−]?\d+$/
/** One sign alone, with three digits behind it, is a fraction or separates thousands. */
const AMBIGUOUS = /^[-+−]?\d{1,3}([.,])\d{3}$/
const WITH_POINT = /^[-+−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/
const WITH_COMMA = /^[-+−]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/

/** How numbers are written in a table, as some of `texts` show beyond doubt; null if none does, or if they contradict each other. */
export function decimalOf(texts: readonly string[]): Decimal | null {
  const doubtless = texts.filter((text) => !PLAIN.test(text) && !AMBIGUOUS.test(text))
  const [isPoint, isComma] = [WITH_POINT, WITH_COMMA].map((pattern) => doubtless.some((text) => pattern.test(text)))
  return isPoint === isComma ? null : isPoint ? 'point' : 'comma'
}

/** The number that `text` writes, or what is wrong with it. `shown` is what the rest of the table shows, `asked` what somebody said. */
export function numberIn(text: string, asked: Decimal | undefined, shown: Decimal | null): number | { readonly problem: string } {
  if (PLAIN.test(text)) return toNumber(text)
  const isDoubtful = AMBIGUOUS.test(text)
  // A lone point with digits behind it is how programs write fractions, unless the table shows otherwise.
  const decimal =
    asked ?? (isDoubtful && !(text.includes('.') && shown !== 'comma') ? null : (shown ?? (WITH_POINT.test(text) ? 'point' : null)))
  if (decimal === null && isDoubtful)
    return { problem: `"${text}" may be two numbers: write it without thousands separators, or say --decimal=point or --decimal=comma` }
  if (decimal === null && WITH_COMMA.test(text))
    return { problem: `"${text}" has a comma where others have a point: say --decimal=comma or --decimal=point` }
  if (decimal === 'comma' && WITH_COMMA.test(text)) return toNumber(text.replaceAll('.', '').replace(',', '.'))
  if (decimal === 'point' && WITH_POINT.test(text)) return toNumber(text.replaceAll(',', ''))
  return {
    problem: `"${text}" is no number: write digits alone, without words or units${decimal === 'comma' ? ', and fractions behind a comma' : ''}`,
  }
}

function toNumber(text: string): number {
  return Number(text.replace('−', '-'))
}
