import { morph } from './morph.ts'

/** Shows the page `fresh` in place of the one that lies open, whose reader keeps place, focus and what was typed. `focused` is what
 *  had the focus, and gets it back if it is still there. */
export function showPage(fresh: Document, focused: Element | null): void {
  if (styleSheets(fresh) !== styleSheets(document)) {
    // Another build of the site: its styles do not go with this page.
    location.reload()
    return
  }
  keepPlace(() => {
    document.title = fresh.title
    morph(document.body, fresh.body)
  })
  if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true })
}

function styleSheets(page: Document) {
  return Array.from(page.querySelectorAll('link[rel=stylesheet]'), (link) => link.getAttribute('href')).join()
}

/** Does `change`, and scrolls so that the first line in the window that is still there is where it was. */
function keepPlace(change: () => void) {
  const root = document.documentElement
  const anchors = Array.from(document.querySelectorAll('main :is(p, li, h1, h2, h3, dt, dd, td, summary)'), (element) => ({
    element,
    top: element.getBoundingClientRect().top,
  })).filter(({ top }) => top >= 0 && top < innerHeight)
  // The browser's own anchoring would correct a second time.
  root.style.overflowAnchor = 'none'
  change()
  const anchor = anchors.find(({ element }) => element.isConnected && !isPinned(element))
  if (anchor) scrollBy({ top: anchor.element.getBoundingClientRect().top - anchor.top, behavior: 'instant' })
  root.style.overflowAnchor = ''
}

/** Whether `element` stays in the window wherever the page is scrolled to. */
function isPinned(element: Element | null): boolean {
  return element !== null && (/sticky|fixed/.test(getComputedStyle(element).position) || isPinned(element.parentElement))
}
