/** Figures that can't be read, compared or computed with. The message says what is wrong and what to do; `code` is stable. */
export class FigureError extends Error {
  override readonly name = 'FigureError'
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
