import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.Node
export type Document = DefaultTreeAdapterTypes.Document

/** Parses a page with the places of everything in its text. */
export function parsePage(html: string): Document {
  return parse(html, { sourceCodeLocationInfo: true })
}

/** The elements of `node`, each before what it holds. `isLeftOut` ones, and what is in them, are not among them. */
export function* elementsOf(node: Node, isLeftOut: (element: Element) => boolean = () => false): Generator<Element> {
  if (tree.isElementNode(node)) {
    if (isLeftOut(node)) return
    yield node
  }
  if ('content' in node) yield* elementsOf(node.content, isLeftOut)
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child, isLeftOut)
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => nameOf(one) === name)?.value
}

function nameOf({ prefix, name }: { prefix?: string; name: string }): string {
  return prefix ? `${prefix}:${name}` : name
}

/** An attribute that names an address, or several. */
interface LinkAttribute {
  readonly name: string
  readonly value: string
  readonly isSet: boolean
}

const SETS = new Set(['srcset', 'imagesrcset'])
const NAMES = new Set(['href', 'xlink:href', 'src', 'poster', 'data', ...SETS])
const CARDS = new Set(['og:image', 'og:image:url', 'twitter:image'])

/** The attributes of `element` by which it leads to something, or shows it. Those of forms are not among them. */
export function linksOf(element: Element): readonly LinkAttribute[] {
  if (element.tagName === 'meta') {
    const card = attribute(element, 'property') ?? attribute(element, 'name') ?? ''
    const value = attribute(element, 'content')
    return CARDS.has(card) && value !== undefined ? [{ name: 'content', value, isSet: false }] : []
  }
  if (element.tagName === 'data') return []
  return element.attrs.flatMap((one) => {
    const name = nameOf(one)
    return NAMES.has(name) ? [{ name, value: one.value, isSet: SETS.has(name) }] : []
  })
}

/** The addresses in a `srcset`, each with what is said of it. */
export function partsOfSet(value: string): readonly { readonly href: string; readonly descriptor: string }[] {
  return value.split(/,\s+/).flatMap((part) => {
    const [href, ...descriptors] = part.trim().split(/\s+/)
    return href === undefined || href === '' ? [] : [{ href, descriptor: descriptors.join(' ') }]
  })
}

/** The text in `node` as it is read, without what `isLeftOut`. */
export function textOf(node: Node, isLeftOut: (element: Element) => boolean = () => false): string {
  const texts: string[] = []
  const visit = (one: Node) => {
    if (tree.isTextNode(one)) texts.push(one.value)
    if (tree.isElementNode(one) && isLeftOut(one)) return
    if ('childNodes' in one) one.childNodes.forEach(visit)
    if (tree.isElementNode(one) && !INLINE.has(one.tagName)) texts.push(' ')
  }
  visit(node)
  return texts.join('').replaceAll(/\s+/g, ' ').trim()
}

const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'cite', 'del', 'em', 'i', 'ins', 'mark', 'small', 'span', 'strong', 'sub', 'sup', 'time'])
