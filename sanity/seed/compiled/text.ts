import type { ClaimValue } from '../../bind.ts'
import type { Form } from '#lib/figures/format-figure.ts'
import { reference } from '../seed-document.ts'

/** A number in a text, which comes from an observation. */
interface FigurePiece {
  readonly kind: 'figure'
  /** As `observations.ndjson` has it. */
  readonly id: string
  readonly form: Form
  readonly claim?: ClaimValue
}

/** Words that carry a mark. */
interface MarkPiece {
  readonly kind: 'mark'
  readonly words: string
  readonly mark:
    | ClaimValue
    | { readonly _type: 'unbound'; readonly reason: 'date' | 'name' }
    | { readonly _type: 'link'; readonly href: string }
}

export type Piece = string | FigurePiece | MarkPiece

/** The pieces of a paragraph, in their order. */
export type Paragraph = readonly Piece[]

const YEAR = /\b((?:19|20)\d\d)\b/

/** A paragraph. Years in its words are marked as dates; every other number has to be a piece of its own. */
export function text(words: TemplateStringsArray, ...pieces: readonly Piece[]): Paragraph {
  return words.flatMap((run, index) => [...withYears(run), ...pieces.slice(index, index + 1)]).filter((piece) => piece !== '')
}

function withYears(run: string): readonly Piece[] {
  // A pattern with a group leaves what it found at every second place.
  return run.split(YEAR).map((part, index) => (index % 2 === 1 ? date(part) : part))
}

/** The value of the observation `id`, with the hedge of its source. */
export function figure(id: string, form: Form = 'unit'): Piece {
  return { kind: 'figure', id, form }
}

/** An amount of money, with its symbol. */
export function money(id: string): Piece {
  return figure(id, 'symbol')
}

/** The change `id`, which the levels `from` and `to` bear out. */
export function computedChange(id: string, from: string, to: string): Piece {
  return { kind: 'figure', id, form: 'unit', claim: claim('computed', 'change', [from, to]) }
}

/** The change `id`, for which there is the word of its source alone. */
export function statedChange(id: string): Piece {
  return { kind: 'figure', id, form: 'unit', claim: claim('stated', 'change', []) }
}

/** `words` that call the observation `id` the highest from the year `start` to the year `end`. */
export function highest(words: string, id: string, start: string, end: string): Piece {
  return { kind: 'mark', words, mark: claim('computed', 'highest', [id], { start, end }) }
}

/** `words` that call the observation `id` the lowest from the year `start` to the year `end`. */
export function lowest(words: string, id: string, start: string, end: string): Piece {
  return { kind: 'mark', words, mark: claim('computed', 'lowest', [id], { start, end }) }
}

/** A date that is not only a year, such as "May 4, 2012". */
export function date(words: string): Piece {
  return { kind: 'mark', words, mark: { _type: 'unbound', reason: 'date' } }
}

/** A name that has a number in it. */
export function name(words: string): Piece {
  return { kind: 'mark', words, mark: { _type: 'unbound', reason: 'name' } }
}

/** `words` that lead to all values of `indicator` for `place`, both by their addresses. */
export function values(words: string, indicator: string, place: string): Piece {
  return { kind: 'mark', words, mark: { _type: 'link', href: `/indicators/${indicator}/${place}` } }
}

function claim(
  basis: ClaimValue['basis'],
  comparison: ClaimValue['comparison'],
  ids: readonly string[],
  window?: ClaimValue['window'],
): ClaimValue {
  return {
    _type: 'claim',
    basis,
    comparison,
    observations: ids.map((id) => ({ _type: 'reference', _key: id, _ref: `observation-${id}` })),
    ...(window && { window }),
  }
}

/** A paragraph as a document holds it. Words have to stand on both sides of a figure: the editor demands it. */
export function toBlock(key: string, pieces: Paragraph) {
  const markDefs = pieces.flatMap((piece, index) =>
    typeof piece !== 'string' && piece.kind === 'mark' ? [{ ...piece.mark, _key: `${key}-mark${index}` }] : [],
  )
  const children = pieces.map((piece, index) => {
    if (typeof piece === 'string') return span(`${key}-${index}`, piece)
    if (piece.kind === 'mark') return span(`${key}-${index}`, piece.words, [`${key}-mark${index}`])
    const { id, form, claim: said } = piece
    const observation = reference(`observation-${id}`)
    return { _type: 'figure', _key: `${key}-${index}`, observation, form, hedged: true, ...(said && { claim: said }) }
  })
  return { _type: 'block', _key: key, style: 'normal', markDefs, children }
}

function span(key: string, words: string, marks: readonly string[] = []) {
  return { _type: 'span', _key: key, text: words, marks }
}
