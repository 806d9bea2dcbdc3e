/** How deep JSON may nest that comes in: content, which may nest 100 levels, and what is wrapped around it. */
const deepest = 128

const [quote, escape, openArray, closeArray, openObject, closeObject] = Buffer.from('"\\[]{}')

/** The value that `text` is the JSON of. Deep nesting is found before anything is parsed: millions of brackets keep a parser busy for many
 *  seconds, and whatever walks their value by recursion overflows.
 *  @throws {SyntaxError} saying where it is not JSON, or that it nests too deep */
export function parseJson(text: string): unknown {
  if (nestsTooDeep(text)) throw new SyntaxError(`it must not nest deeper than ${deepest} levels`)
  return JSON.parse(text)
}

function nestsTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index)
    if (inString) {
      if (sign === escape) index += 1
      else if (sign === quote) inString = false
    } else if (sign === quote) inString = true
    else if (sign === openArray || sign === openObject) {
      depth += 1
      if (depth > deepest) return true
    } else if (sign === closeArray || sign === closeObject) depth -= 1
  }
  return false
}
