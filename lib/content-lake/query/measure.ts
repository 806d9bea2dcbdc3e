/** What an answer may measure, in characters and values. */
const largestAnswer = 64 * 1024 * 1024

/** How long an answer may be as JSON, where a character may be written as six. It is half of what a text of JavaScript's can be. */
const longestJson = 256 * 1024 * 1024

/** Thrown when an answer is too large to be written. */
export class AnswerTooLarge extends Error {
  constructor(options: { cause?: unknown } = {}) {
    super('The answer is too large: ask for less, in slices or in projections', options)
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
    if (size > largestAnswer) throw new AnswerTooLarge()
    if (Array.isArray(value)) for (const inner of value) pending.push(inner)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        size += name.length
        pending.push(inner)
      }
  }
}

/** `result`, which has been measured, as JSON.
 *  @throws {AnswerTooLarge} if that is longer than an answer may be */
export function jsonOf(result: unknown, longest: number = longestJson): string {
  const json = withinText(() => JSON.stringify(result))
  if (json.length > longest) throw new AnswerTooLarge()
  return json
}

/** The text that `write` makes.
 *  @throws {AnswerTooLarge} if it is longer than a text can be */
export function withinText(write: () => string): string {
  try {
    return write()
  } catch (cause) {
    throw cause instanceof RangeError ? new AnswerTooLarge({ cause }) : cause
  }
}
