import { createHash } from 'node:crypto'
import { escapeAttribute } from 'entities/escape'
import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { shortTag } from './short-tag.ts'

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** A page that is not one whole: it waits for a script to put its parts in place, and readers' pages have none. */
export class PageNotWhole extends Error {
  readonly code = 'pageNotWhole'
  readonly status = 500
}

/** What a finished page of Next's is given in place of its scripts. */
export interface PageAdditions {
  /** Sync tags of what the page was made from. */
  readonly tags: readonly string[]
  /** Where our one module is, and its words in the page's language; null while there is none. */
  readonly reader: { readonly src: string; readonly words: Readonly<Record<string, string>> } | null
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** `html` without Next's scripts and what loads them, with `<meta name="depends">` and our one module. JSON-LD stays. All else is
 *  the original text: nothing is serialised anew, so nothing can change its meaning.
 *  @throws {PageNotWhole} if a part of it would be put in place by a script.
 *  @see pages.md, "Rules" */
export function cutPage(html: string, additions: PageAdditions): string {
  const edits: Edit[] = []
  let headEnd: number | undefined

  const visit = (node: Node) => {
    const location = node.sourceCodeLocation
    if (tree.isElementNode(node)) {
      refuseHole(node)
      if (node.tagName === 'head') headEnd = node.sourceCodeLocation?.endTag?.startOffset
    }
    // The comments are React's markers, for a React that never comes.
    if (location && (tree.isCommentNode(node) || (tree.isElementNode(node) && isLeftOut(node)))) {
      edits.push({ from: location.startOffset, to: endOf(node), text: '' })
      return
    }
    if ('content' in node) visit(node.content)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html, { sourceCodeLocationInfo: true }))

  if (headEnd === undefined) throw new PageNotWhole('The page has no <head> of its own.')
  const digest = createHash('sha256').update(edited(html, edits)).digest('base64url').slice(0, 16)
  edits.push({ from: headEnd, to: headEnd, text: headAdditions(additions, digest) })
  return edited(html, edits)
}

/** Where `node` ends in the source. One that is never closed has a location that ends before its text. */
function endOf(node: Node): number {
  const last = 'childNodes' in node ? node.childNodes.at(-1)?.sourceCodeLocation?.endOffset : undefined
  return Math.max(node.sourceCodeLocation?.endOffset ?? 0, last ?? 0)
}

/** React's places for what comes late: `<template id="B:0">`, and `<div hidden id="S:0">` with what came. */
function refuseHole(element: Element) {
  const id = attribute(element, 'id')
  if (
    (element.tagName === 'template' && id?.startsWith('B:')) ||
    (element.tagName === 'div' && id?.startsWith('S:') && attribute(element, 'hidden') !== undefined)
  ) {
    throw new PageNotWhole(`"${id}" waits for a script. Take away the <Suspense> or loading.tsx around it.`)
  }
}

function isLeftOut(element: Element): boolean {
  if (element.tagName === 'script') return attribute(element, 'type')?.toLowerCase() !== 'application/ld+json'
  if (element.tagName !== 'link') return false
  const rels = attribute(element, 'rel')?.toLowerCase().split(/\s+/) ?? []
  return rels.includes('modulepreload') || (rels.includes('preload') && attribute(element, 'as')?.toLowerCase() === 'script')
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value
}

/** The digest is how an open page knows whether the page that it fetched again is another one. */
function headAdditions({ tags, reader }: PageAdditions, digest: string): string {
  const short = [...new Set(tags.map(shortTag))].toSorted().join('')
  const depends = `<meta name="depends" content="${escapeAttribute(short)}" data-digest="${digest}">`
  if (reader === null) return depends
  const words = Object.entries(reader.words).map(([name, words]) => ` data-${name}="${escapeAttribute(words)}"`)
  return `${depends}<script defer src="${escapeAttribute(reader.src)}"${words.join('')}></script>`
}

/** `text` with `edits`, which do not overlap, made at once. */
function edited(text: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const edit of edits.toSorted((one, other) => one.from - other.from)) {
    result += text.slice(from, edit.from) + edit.text
    from = edit.to
  }
  return result + text.slice(from)
}
