/** The place where a page says that it was updated: empty, and so unseen, until then. */
export interface Notice {
  readonly element: HTMLElement
  /** Says `words`, with a button `label` that does `act`. `act` is given what had the focus before the button. */
  offer(words: string, label: string, act: (focused: Element | null) => void): void
  /** Says `words`, and no more after a while. */
  say(words: string): void
  clear(): void
}

const SHOWN_MS = 8000

/** A notice at the end of the page. It is there before it says anything, for that is how a screen reader hears it.
 *  @see WCAG 2.2, 4.1.3 Status Messages */
export function createNotice(): Notice {
  const element = document.createElement('div')
  element.className = 'open-page-notice'
  element.setAttribute('role', 'status')
  document.body.append(element)
  let focused: Element | null = null
  let timer = 0
  element.addEventListener('focusin', ({ relatedTarget }) => {
    if (relatedTarget instanceof Element && !element.contains(relatedTarget)) focused = relatedTarget
  })

  function fill(...content: (Node | string)[]) {
    clearTimeout(timer)
    element.replaceChildren(...content)
  }

  return {
    element,
    offer(words, label, act) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'button'
      button.textContent = label
      button.addEventListener('click', () => {
        const before = focused
        focused = null
        act(before)
      })
      fill(words, ' ', button)
    },
    say(words) {
      fill(words)
      timer = window.setTimeout(fill, SHOWN_MS)
    },
    clear: () => fill(),
  }
}
