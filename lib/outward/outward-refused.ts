/** A request to the outside broke one of our rules, or nobody answered. */
export class OutwardRefused extends Error {
  override readonly name = 'OutwardRefused'
  /** Which rule it was: stable, for callers and tests. */
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** `error`, which a request to the outside ended with, as what was wrong: a rule that was broken, no answer in time, or no answer. */
export function outwardError(error: unknown): OutwardRefused {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutwardRefused) return cause
    if (cause.name === 'TimeoutError') return new OutwardRefused('timeout', 'No whole answer in time.', error)
  }
  return new OutwardRefused('network', 'The host could not be reached.', error)
}
