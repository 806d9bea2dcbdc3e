import { createElement, type ReactNode } from 'react'

/** Part of a tree that was drawn in a document of the server. */
export interface DrawnNode {
  readonly nodeType: number
  readonly localName?: string
  readonly textContent: string | null
  readonly childNodes: Iterable<DrawnNode>
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>
}

const ELEMENT = 1
const TEXT = 3

/** What is within `parent`, as elements of React. Inline styles are left out: the site's policy forbids them, and its style sheet has their rules. */
export function svgElements(parent: DrawnNode): ReactNode[] {
  return Array.from(parent.childNodes, (node, index) => {
    if (node.nodeType === TEXT) return node.textContent
    if (node.nodeType !== ELEMENT || node.localName === undefined || node.localName === 'style') return null
    return createElement(node.localName, { key: index, ...properties(node) }, ...svgElements(node))
  })
}

function properties(node: DrawnNode): Record<string, string> {
  const given = Array.from(node.attributes ?? [], ({ name, value }) => [propertyName(name), shortened(value)] as const)
  // The picture is named as a whole; names of its layers would be read out one by one.
  return Object.fromEntries(given.filter(([name]) => name !== 'style' && name !== 'aria-label' && name !== 'aria-hidden'))
}

/** React's names of attributes are in camel case. */
function propertyName(name: string): string {
  if (name === 'class') return 'className'
  return name.startsWith('aria-') ? name : name.replaceAll(/[-:](\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Numbers from here on are places in the picture, smaller ones sizes of marks. */
const PLACE_MIN = 20

/** Whole pixels are enough for places, and tenths for marks. */
function shortened(value: string): string {
  return value.replaceAll(/\d+\.\d+/g, (digits) => String(Number(Number(digits).toFixed(Number(digits) < PLACE_MIN ? 1 : 0))))
}
