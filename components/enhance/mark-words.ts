/** A run of words: `k`ept, `r`emoved or `a`dded. */
export type Run = readonly [kind: string, text: string]

/** What is said of marks, since screen readers mostly pass over `ins` and `del` in silence. */
export interface MarkWords {
  readonly removed: string
  readonly added: string
  readonly end: string
}

/** Marks in `element`, whose text begins with what `runs` came to, how it came to it. If its text is another, nothing is marked. */
export function markRuns(element: Element, runs: readonly Run[], words: MarkWords): boolean {
  const text = runs.flatMap(([kind, part]) => (kind === 'r' ? [] : [part])).join('')
  if (!element.textContent.startsWith(text)) return false
  let at = text.length
  // From the end, so that what is put in moves nothing that is still to be found.
  for (const [kind, part] of runs.toReversed()) {
    if (kind !== 'r') at -= part.length
    if (kind === 'a') wrap(element, at, at + part.length, words)
    if (kind === 'r') insert(element, at, made('del', part, words.removed, words.end))
  }
  return true
}

/** `words` within a mark, with what it is said before and after. */
export function made(name: 'ins' | 'del', text: string, before: string, end: string): DocumentFragment {
  const mark = document.createElement(name)
  mark.textContent = text
  const whole = new DocumentFragment()
  whole.append(said(before), mark, said(`(${end})`))
  return whole
}

function said(words: string) {
  const span = document.createElement('span')
  span.className = 'said'
  span.textContent = ` ${words} `
  return span
}

function wrap(element: Element, from: number, to: number, { added, end }: MarkWords) {
  let at = 0
  const parts: Text[] = []
  for (const node of textNodes(element)) {
    const [begin, last] = [Math.max(from - at, 0), Math.min(to - at, node.length)]
    at += node.length
    if (begin >= last) continue
    const rest = node.splitText(begin)
    rest.splitText(last - begin)
    parts.push(rest)
  }
  for (const [index, part] of parts.entries()) {
    const mark = document.createElement('ins')
    part.replaceWith(mark)
    mark.append(part)
    if (index === 0) mark.before(said(added))
    if (index === parts.length - 1) mark.after(said(`(${end})`))
  }
}

function insert(element: Element, at: number, what: Node) {
  let passed = 0
  for (const node of textNodes(element)) {
    if (passed + node.length >= at) {
      node.splitText(at - passed).before(what)
      return
    }
    passed += node.length
  }
  element.append(what)
}

function textNodes(element: Element): readonly Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode)
  return nodes
}
