import type { Claim } from '#lib/figures/claim.ts'
import type { Form } from '#lib/figures/format-figure.ts'

/** A span of text, or a thing that stands among them. */
export interface BoundChild {
  readonly _type: string
  readonly _key: string
  readonly text?: string
  readonly marks?: readonly string[]
}

/** A block of text as a document holds it. */
export interface BoundBlock {
  readonly _type: 'block'
  readonly children: readonly BoundChild[]
  readonly markDefs?: readonly { readonly _key: string; readonly _type: string }[]
}

interface Reference {
  readonly _type: 'reference'
  readonly _ref: string
}

/** A claim as a document holds it. */
export interface ClaimValue {
  readonly _type: 'claim'
  readonly basis: Claim['basis']
  readonly comparison: Claim['comparison']
  readonly observations: readonly (Reference & { readonly _key: string })[]
  readonly window?: { readonly start?: string; readonly end?: string }
}

/** What words of a sentence are tied to. */
export type Tie =
  | {
      readonly _type: 'figure'
      readonly observation: Reference
      readonly form: Form
      readonly hedged: boolean
      readonly claim?: ClaimValue
    }
  | ClaimValue
  | { readonly _type: 'unbound'; readonly reason: 'date' | 'name' | 'other' }
  | { readonly _type: 'definedTerm'; readonly term: Reference }

/** Words of a sentence, and what they are tied to. */
export interface Binding {
  readonly key: string
  /** All of it, as it stands in the text. */
  readonly sentence: string
  readonly words: string
  /** Which of those words in the sentence, from 0. */
  readonly nth: number
  readonly tie: Tie
}

interface Range {
  readonly start: number
  readonly end: number
  readonly binding: Binding
}

/** Stands for what is no text where places are counted. */
const OBJECT = '\uFFFC'

const textOf = (child: BoundChild): string => (child._type === 'span' ? (child.text ?? '') : OBJECT)

/**
 * `block` with the words of `bindings` tied, where their sentences stand in it unchanged: a figure takes the place of its words, all else is
 * marked on them. Words that already carry marks of an editor's, where a figure would have to stand, are left as they are.
 */
export function bind<Block extends BoundBlock>(block: Block, bindings: readonly Binding[]): Block {
  const text = block.children.map(textOf).join('')
  const ranges = bindings.flatMap((binding) => rangeOf(text, binding) ?? []).toSorted((one, other) => other.start - one.start)
  // From the end on, so that places before are still where they were.
  return ranges.reduce(tieRange, block)
}

function rangeOf(text: string, binding: Binding): Range | null {
  const sentence = text.indexOf(binding.sentence)
  if (sentence === -1) return null
  let within = -1
  for (let found = 0; found <= binding.nth; found++) within = binding.sentence.indexOf(binding.words, within + 1)
  if (within === -1) throw new Error(`The sentence does not hold the words of the binding ${binding.key} that often.`)
  const start = sentence + within
  return { start, end: start + binding.words.length, binding }
}

function tieRange<Block extends BoundBlock>(block: Block, { start, end, binding: { key, tie } }: Range): Block {
  const children = splitAt(splitAt(block.children, end), start)
  let place = 0
  const inside = children.map((child) => {
    const from = place
    place += textOf(child).length
    return from >= start && place <= end && place > from
  })
  const tied = children.filter((_, index) => inside[index])
  if (tied.some((child) => child._type !== 'span')) return block
  if (tie._type !== 'figure') {
    const marked = children.map((child, index) => (inside[index] ? { ...child, marks: [...(child.marks ?? []), key] } : child))
    return { ...block, children: marked, markDefs: [...(block.markDefs ?? []), { ...tie, _key: key }] }
  }
  if (tied.length !== 1 || tied.some(({ marks = [] }) => marks.length > 0)) return block
  return { ...block, children: children.map((child, index) => (inside[index] ? { ...tie, _key: key } : child)) }
}

/** `children` so that one of them begins at `place`. A figure has text on both sides, if only empty: the editor demands it. */
function splitAt(children: readonly BoundChild[], place: number): readonly BoundChild[] {
  let from = 0
  return children.flatMap((child) => {
    const text = textOf(child)
    const at = place - from
    from += text.length
    if (child._type !== 'span' || at <= 0 || at > text.length) return [child]
    if (at === text.length && child !== children.at(-1)) return [child]
    return [
      { ...child, text: text.slice(0, at) },
      { ...child, _key: `${child._key}-${place}`, text: text.slice(at) },
    ]
  })
}
