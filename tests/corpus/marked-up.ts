import markdownIt from 'markdown-it'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { linkAddress } from '#components/ui/link-address.ts'
import type { BlockRecord, RunRecord } from '#sanity/import/record.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Marks = Omit<RunRecord, 'text'>

const markdown = markdownIt({ html: true })

/** The blocks of a text in Markdown or HTML. Headings of all levels become those inside a section. */
export function markedUpBlocks(format: 'markdown' | 'html', body: string): BlockRecord[] {
  return parseFragment(format === 'markdown' ? markdown.render(body) : body).childNodes.flatMap((node) => blocksOf(node, 0))
}

/** @param depth how many lists are around `node` */
function blocksOf(node: Node, depth: number): BlockRecord[] {
  if (!('tagName' in node)) {
    if ('value' in node && node.value.trim() !== '') throw new Error(`Text outside of a block: ${node.value.trim()}`)
    return []
  }
  const runs = () => collapsed(node.childNodes.filter((child) => !isList(child)).flatMap((child) => runsOf(child, {})))
  switch (node.tagName) {
    case 'p':
      return [{ type: 'paragraph', runs: runs() }]
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
      return [{ type: 'heading', level: 3, runs: runs() }]
    case 'ul':
    case 'ol': {
      const type = node.tagName === 'ul' ? 'bullet' : 'number'
      return node.childNodes.flatMap((item) => itemBlocks(item, type, depth + 1))
    }
    default:
      throw new Error(`An element of no known kind: ${node.tagName}`)
  }
}

function itemBlocks(item: Node, type: 'bullet' | 'number', level: number): BlockRecord[] {
  if (!('tagName' in item)) return []
  const runs = collapsed(item.childNodes.filter((child) => !isList(child)).flatMap((child) => runsOf(child, {})))
  return [{ type, level, runs }, ...item.childNodes.filter(isList).flatMap((list) => blocksOf(list, level))]
}

function isList(node: Node): boolean {
  return 'tagName' in node && (node.tagName === 'ul' || node.tagName === 'ol')
}

function runsOf(node: Node, marks: Marks): RunRecord[] {
  if (node.nodeName === 'br') return [{ text: '\n', ...marks }]
  if ('value' in node) return [{ text: node.value.replaceAll(/[ \t\r\n]+/g, ' '), ...marks }]
  if (!('tagName' in node)) return []
  const inside = (more: Marks) => node.childNodes.flatMap((child) => runsOf(child, { ...marks, ...more }))
  if (node.tagName === 'strong' || node.tagName === 'b') return inside({ strong: true })
  if (node.tagName === 'em' || node.tagName === 'i') return inside({ emphasis: true })
  const address = node.tagName === 'a' ? linkAddress(node.attrs.find(({ name }) => name === 'href')?.value) : null
  // An address with spaces is none.
  return inside(address !== null && !/\s/.test(address) ? { link: address } : {})
}

/** White space at the beginning and end of a block is that of the source's lines. */
function collapsed(runs: readonly RunRecord[]): RunRecord[] {
  const texts = runs.map(({ text }) => text)
  if (texts.length > 0) texts[0] = (texts[0] ?? '').replace(/^ +/, '')
  const last = texts.length - 1
  if (texts.length > 0) texts[last] = (texts[last] ?? '').replace(/ +$/, '')
  return runs.map((run, index) => ({ ...run, text: texts[index] ?? '' })).filter(({ text }) => text !== '')
}
