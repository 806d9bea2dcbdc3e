/** A query as the parser is given it. */
export interface AmendedText {
  readonly text: string
  /** The place in the query as it came that a place in `text` stands for. */
  readonly originally: (position: number) => number
}

/** Texts and comments, which are stepped over, and what is amended outside of them. */
const pieces = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/[^\n]*|(?<![\w.$:])geo(?=\s*\()|(?<![\w.$:])delta::changed(?:Any|Only)\(/gs
const braced = /\\u\{([0-9a-fA-F]{1,6})\}/g
const openBrace = /\\u\{(?![0-9a-fA-F]{1,6}\})/

/** What `geo()`, which groq-js 2.0 does not know, is called for its parser: something of any number of arguments that is otherwise refused. */
export const GEO_STAND_IN = { namespace: 'documents', name: 'incomingGlobalDocumentReferenceCount' } as const

/** The place of an escape `\u{` that is not closed, on which the parser of groq-js 2.0 never ends; -1 if there is none. */
export function openEscapeIn(query: string): number {
  return query.search(openBrace)
}

/** `query` without what the parser of groq-js 2.0 stumbles on: `geo()`, characters beyond the first plane as escapes, and a comment at the end. It takes
 *  what is in `delta::changedAny(…)` for an expression, but reads selectors in `diff::changedAny(…)`, which says the same of two states. */
export function amended(query: string, isDelta = false): AmendedText {
  const changes: { readonly at: number; readonly added: number }[] = []
  let grown = 0
  const change = (offset: number, before: string, after: string): string => {
    if (before !== after) changes.push({ at: offset + grown + before.length, added: after.length - before.length })
    grown += after.length - before.length
    return after
  }
  const text = query.replace(pieces, (piece, offset: number) => {
    if (piece === 'geo') return change(offset, piece, `${GEO_STAND_IN.namespace}::${GEO_STAND_IN.name}`)
    if (piece.startsWith('delta')) return isDelta ? change(offset, piece, piece.replace(/^delta(.*)/s, 'diff$1before(), after(), ')) : piece
    return piece.startsWith('/')
      ? piece
      : change(
          offset,
          piece,
          piece.replace(braced, (_, digits: string) => escaped(Number.parseInt(digits, 16))),
        )
  })
  const originally = (position: number): number =>
    changes.reduce((place, { at, added }) => (position > at ? place - Math.min(added, position - at) : place), position)
  return { text: `${text}\n`, originally: (position) => Math.min(originally(position), query.length) }
}

function escaped(codePoint: number): string {
  const units = codePoint > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(codePoint)
  return Array.from({ length: units.length }, (_, index) => `\\u${units.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
}

/** Where `word` first stands in `query`, outside of texts and comments: its start and end; the whole query if it is not found. */
export function placeOf(word: string, query: string): readonly [start: number, end: number] {
  const bare = query.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/[^\n]*/gs, (piece) => ' '.repeat(piece.length))
  const start = bare.search(new RegExp(`(?<!\\w)${word.replace(/\W/g, String.raw`\$&`)}(?!\\w)`))
  return start < 0 ? [0, query.length] : [start, start + word.length]
}
