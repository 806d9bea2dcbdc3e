/** The parser's time grows with the square of these: so many take it some hundred milliseconds, in which nobody else is served. */
const mostParts = 5000

/** Whether `query` has more elements, attributes and operators than can be parsed in passing. What is long is handed over as a parameter. */
export function hasTooManyParts(query: string): boolean {
  let parts = 0
  for (const [piece] of query.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/[^\n]*|->|[^\w\s"']/g)) {
    if (piece.length > 2) continue
    parts += 1
    if (parts > mostParts) return true
  }
  return false
}
