/** What an answer may measure, in characters and values. */
export const LARGEST_ANSWER = 64 * 1024 * 1024

/** Thrown when an answer is too large to be written. */
export class AnswerTooLarge extends Error {
  constructor() {
    super('The answer is too large: ask for less, in slices or in projections')
    this.name = 'AnswerTooLarge'
  }
}

/** As many characters are written as fast as a step of evaluation takes. */
const charactersAStep = 64

/** Walks through `result` as writing it would. The same object may stand in an answer many times, so its size shows only so.
 *  @throws {AnswerTooLarge} */
export function measure(result: unknown, spend: (cost: number) => void): void {
  let size = 0
  const pending: unknown[] = [result]
  while (pending.length > 0) {
    const value = pending.pop()
    const own = typeof value === 'string' ? value.length : 1
    size += own
    spend(1 + own / charactersAStep)
    if (size > LARGEST_ANSWER) throw new AnswerTooLarge()
    if (Array.isArray(value)) for (const inner of value) pending.push(inner)
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) pending.push(inner)
  }
}
