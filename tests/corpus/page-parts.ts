import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Part } from './expected-sheet.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const KINDS = new Set(['h1', 'h2', 'h3', 'h4', 'p'])

/** What a sheet's page says from its heading to the end of its text, part by part, as it stands in the HTML of a visitor. The notes to its
 *  figures are hidden until they are opened, and no part of it.
 *  @throws if the page has no sheet */
export function pageParts(html: string): readonly Part[] {
  const article = find(parse(html).childNodes, ({ tagName }) => tagName === 'article')
  const heading = article && find(article.childNodes, ({ tagName }) => tagName === 'h1')
  const text = article && find(article.childNodes, (element) => classesOf(element).includes('sheet-text'))
  if (!heading || !text) throw new Error('The page shows no sheet.')
  return [{ kind: 'h1', text: ownText(heading) }, ...text.childNodes.flatMap((node) => partsOf(node, []))]
}

/** @param lists kinds of the lists around `node` */
function partsOf(node: Node, lists: readonly string[]): Part[] {
  if (!('tagName' in node) || classesOf(node).includes('back-to-top') || isHidden(node)) return []
  if (KINDS.has(node.tagName)) return [{ kind: node.tagName, text: ownText(node) }]
  const around = node.tagName === 'ul' ? [...lists, 'bullet'] : node.tagName === 'ol' ? [...lists, 'number'] : lists
  if (node.tagName !== 'li') return node.childNodes.flatMap((child) => partsOf(child, around))
  const own = { kind: `${lists.at(-1)} ${lists.length}`, text: ownText(node) }
  return [own, ...node.childNodes.filter(isList).flatMap((list) => partsOf(list, lists))]
}

function isList(node: Node): boolean {
  return node.nodeName === 'ul' || node.nodeName === 'ol'
}

function isHidden(node: Node): boolean {
  return 'attrs' in node && node.attrs.some(({ name }) => name === 'hidden')
}

/** The text of an element without the lists in it, and without what is hidden. */
function ownText(element: Element): string {
  return element.childNodes
    .filter((child) => !isList(child) && !isHidden(child))
    .map((child) => (child.nodeName === 'br' ? '\n' : 'value' in child ? child.value : 'tagName' in child ? ownText(child) : ''))
    .join('')
}

function classesOf(element: Element): readonly string[] {
  return element.attrs.find(({ name }) => name === 'class')?.value.split(' ') ?? []
}

function find(nodes: readonly Node[], isWanted: (element: Element) => boolean): Element | undefined {
  for (const node of nodes) {
    if (!('tagName' in node)) continue
    const found = isWanted(node) ? node : find(node.childNodes, isWanted)
    if (found) return found
  }
  return undefined
}
