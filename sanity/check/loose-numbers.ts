import { findNumbers, type NumberInText } from '#lib/figures/numbers-in-text.ts'

interface StoredMark {
  readonly _key?: string
  readonly _type?: string
}

/** A block of text as a document or a form holds it; any part may still be absent. */
export interface TextBlock {
  readonly children?: readonly {
    readonly _type?: string
    readonly _key?: string
    readonly text?: string | null
    readonly marks?: readonly string[] | null
  }[]
  readonly markDefs?: readonly StoredMark[] | null
}

/** A number that is typed and tied to nothing, and the span in which it begins. */
export interface LooseNumber extends NumberInText {
  readonly span: string | null
}

/** Stands for what is no text, so that numbers at both sides of it are two. */
const OBJECT = '\uFFFC'

/** The numbers in `block`, written in `language`, that are neither figure nor wholly inside a claim or words marked as no figure. */
export function findLooseNumbers(block: TextBlock, language: string): readonly LooseNumber[] {
  const tying = new Set(
    (block.markDefs ?? []).filter(({ _type }) => _type === 'claim' || _type === 'unbound').map(({ _key }) => _key ?? ''),
  )
  let place = 0
  const spans = (block.children ?? []).map(({ _type, _key, text, marks }) => {
    const said = _type === 'span' ? (text ?? '') : OBJECT
    const start = place
    place += said.length
    return { said, start, end: place, key: _key ?? null, isTied: (marks ?? []).some((mark) => tying.has(mark)) }
  })
  const text = spans.map(({ said }) => said).join('')
  return findNumbers(text, language).flatMap((number) => {
    const over = spans.filter(({ start, end }) => start < number.end && end > number.start)
    return over.every(({ isTied }) => isTied) ? [] : [{ ...number, span: over[0]?.key ?? null }]
  })
}
