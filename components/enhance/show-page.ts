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

/** Does `change`, and scrolls so that what was in the middle of the window is where it was. */
function keepPlace(change: () => void) {
  const root = document.documentElement
  const anchors = []
  for (let element = document.elementFromPoint(innerWidth / 2, innerHeight / 3); element; element = element.parentElement) {
    anchors.push({ element, top: element.getBoundingClientRect().top })
  }
  // The browser's own anchoring would correct a second time.
  root.style.overflowAnchor = 'none'
  change()
  const anchor = anchors.find(({ element }) => element.isConnected)
  if (anchor) scrollBy({ top: anchor.element.getBoundingClientRect().top - anchor.top, behavior: 'instant' })
  root.style.overflowAnchor = ''
}
