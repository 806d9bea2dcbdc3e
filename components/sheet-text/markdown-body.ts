import type { BlockContent, FootnoteReference, List, ListItem, PhrasingContent } from './markdown-tree.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { linkAddress } from '#components/ui/link-address.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import type { Body, BodyFigure } from '#sanity/body.ts'

/** Something in a text that a note belongs to gets the note's label; null for all else. */
export type NoteLabel = (part: object) => string | null

interface Block {
  readonly _type: string
  readonly style?: string
  readonly listItem?: string
  readonly level?: number
  readonly children: readonly object[]
  readonly markDefs?: readonly (object & { readonly _key: string })[]
}

interface Span {
  readonly text: string
  readonly marks: readonly string[]
}

/** How a text is written as Markdown. */
export interface MarkdownText {
  /** The language that it is written in. */
  readonly language: string
  readonly labelOf: NoteLabel
  /** Where the site is: Markdown is read elsewhere too, so its links are whole. */
  readonly origin: string
}

/** Running text as a tree of Markdown: figures as words, each with the reference to its note. Pictures are told by their description. */
export function markdownBody(body: Body, text: MarkdownText): BlockContent[] {
  const blocks: BlockContent[] = []
  let list: List | null = null
  for (const block of body) {
    if (!('children' in block)) {
      list = null
      const { alt, src } = block
      blocks.push({ type: 'paragraph', children: [{ type: 'image', alt, url: new URL(src, text.origin).href }] })
      continue
    }
    const content = toBlock(block, text)
    if (block.listItem === undefined) {
      list = null
      blocks.push(content)
      continue
    }
    if (list?.ordered !== (block.listItem === 'number')) {
      list = { type: 'list', ordered: block.listItem === 'number', spread: false, children: [] }
      blocks.push(list)
    }
    addItem(list, { type: 'listItem', spread: false, children: [content] }, block.level ?? 1)
  }
  return blocks
}

/** Puts `item` into `list` so many levels deep, below the last item that is there. */
function addItem(list: List, item: ListItem, level: number): void {
  const last = list.children.at(-1)
  if (level <= 1 || !last) {
    list.children.push(item)
    return
  }
  const inner = last.children.at(-1)
  if (inner?.type === 'list') return addItem(inner, item, level - 1)
  last.children.push({ type: 'list', ordered: list.ordered ?? false, spread: false, children: [item] })
}

function toBlock(block: Block, text: MarkdownText): BlockContent {
  const children = inlineOf(block, text)
  const depth = /^h([2-4])$/.exec(block.style ?? '')?.[1]
  // The sheet's own name is the first heading, those of its sections the second.
  if (depth === undefined) return { type: 'paragraph', children }
  const oneLine = children.map((child): PhrasingContent => (child.type === 'break' ? { type: 'text', value: ' ' } : child))
  return { type: 'heading', depth: depth === '2' ? 3 : 4, children: oneLine }
}

function inlineOf(block: Block, { language, labelOf, origin }: MarkdownText): PhrasingContent[] {
  return block.children.flatMap((child, index): PhrasingContent[] => {
    const label = labelOf(child)
    const own: FootnoteReference[] = label === null ? [] : [{ type: 'footnoteReference', identifier: label, label }]
    if (isFigure(child)) return [{ type: 'text', value: formatFigure(child.observation, child, writtenLanguage(language)) }, ...own]
    if (!isSpan(child)) return []
    const next = block.children[index + 1]
    // Words of a claim may be several spans: the reference stands behind the last of them.
    const ended = (block.markDefs ?? []).filter(
      ({ _key }) => child.marks.includes(_key) && !(next && isSpan(next) && next.marks.includes(_key)),
    )
    const notes = ended.flatMap((mark): FootnoteReference[] => {
      const noted = labelOf(mark)
      return noted === null ? [] : [{ type: 'footnoteReference', identifier: noted, label: noted }]
    })
    return [...marked(child, block, origin), ...own, ...notes]
  })
}

function marked({ text, marks }: Span, { markDefs = [] }: Block, origin: string): PhrasingContent[] {
  const lines = text
    .replaceAll(/\s*\n\s*/g, '\n')
    // A line that ends where its paragraph does is broken by that.
    .replaceAll(/^\n|\n$/g, ' ')
    .split('\n')
  let content: PhrasingContent[] = lines.flatMap((line, index): PhrasingContent[] => [
    ...(index > 0 ? [{ type: 'break' as const }] : []),
    { type: 'text', value: line },
  ])
  if (text.trim() === '') return content
  if (marks.includes('em')) content = [{ type: 'emphasis', children: content }]
  if (marks.includes('strong')) content = [{ type: 'strong', children: content }]
  const href = markDefs.find((mark) => marks.includes(mark._key) && 'href' in mark && typeof mark.href === 'string') as
    | { href: string }
    | undefined
  const address = linkAddress(href?.href)
  return address === null ? content : [{ type: 'link', url: new URL(address, origin).href, children: content }]
}

function isFigure(child: object): child is BodyFigure {
  return '_type' in child && child._type === 'figure'
}

function isSpan(child: object): child is Span {
  return 'text' in child && typeof child.text === 'string' && 'marks' in child && Array.isArray(child.marks)
}
