/** Set on what a change put in another's place, for the style sheet to show. */
const CHANGED = 'data-changed'

/** Makes `old` like `fresh`, and keeps every node that can stay: with it stay focus, typed text, the selection and open `details`. */
export function morph(old: Element, fresh: Element): void {
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name)
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !isReaders(old, name)) old.setAttribute(name, value)
  }
  morphChildren(old, fresh)
}

/** Whether the reader, by opening or closing it, has the say about this attribute. */
function isReaders(element: Element, name: string) {
  return name === 'open' && element.nodeName === 'DETAILS'
}

function morphChildren(old: Element, fresh: Element) {
  const waiting = [...fresh.childNodes]
  let next = old.firstChild
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    let match = next
    while (match && !isLike(match, node)) match = match.nextSibling
    if (match) {
      // What lies between is gone.
      while (next !== match) next = drop(next)
    } else if (next && next.nodeName === node.nodeName && !waiting.some((later) => next && isLike(next, later))) {
      match = next
    }
    if (match) {
      next = match.nextSibling
      become(match, node)
    } else {
      const added = document.importNode(node, true)
      old.insertBefore(added, next)
      mark(added)
    }
  }
  while (next) next = drop(next)
}

/** Whether `old` says the same as `fresh`, or is by its id the same. */
function isLike(old: Node, fresh: Node): boolean {
  if (old.nodeName !== fresh.nodeName) return false
  if (old instanceof Element && fresh instanceof Element && (old.id || fresh.id)) return old.id === fresh.id
  return old.textContent === fresh.textContent
}

function become(old: Node, fresh: Node) {
  if (old instanceof Element && fresh instanceof Element) morph(old, fresh)
  else if (old.nodeValue !== fresh.nodeValue) {
    old.nodeValue = fresh.nodeValue
    mark(old)
  }
}

/** Removes `node`, and gives its next sibling. */
function drop(node: ChildNode | null): ChildNode | null {
  const next = node?.nextSibling ?? null
  node?.remove()
  return next
}

function mark(node: Node) {
  const element = node instanceof Element ? node : node.parentElement
  if (node.textContent?.trim()) element?.setAttribute(CHANGED, '')
}
