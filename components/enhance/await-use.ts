import { lastEdition, stored } from './device.ts'

/** Loads the further modules of a page when they are first wanted: most pages are read without. `sources` has their addresses by name. */
export function awaitUse(sources: DOMStringMap): void {
  const begun = new Set<string>()

  function load(name: string, then?: () => void) {
    const src = sources[name]
    if (src === undefined || begun.has(name)) return false
    begun.add(name)
    const script = document.createElement('script')
    script.src = src
    if (then) script.addEventListener('load', then)
    document.head.append(script)
    return true
  }

  addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.suggestions !== undefined) load('suggestions')
  })
  addEventListener('click', (event) => {
    const used = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-use]') : null
    // Once it is there, the module itself hears the click.
    if (used && !event.ctrlKey && !event.metaKey && load(used.dataset.use ?? '', () => used.click())) event.preventDefault()
  })

  // What only a script can do.
  for (const used of document.querySelectorAll<HTMLElement>('[data-use][hidden]')) used.hidden = false

  const { sheet, edition } = document.querySelector<HTMLElement>('[data-edition]')?.dataset ?? {}
  if (sheet === undefined) return
  const last = lastEdition(sheet)
  if (last && last !== Number(edition)) load('since')
  // Whoever does nothing has not read it.
  else if (!last || stored('account'))
    for (const sign of ['scroll', 'pointerdown', 'keydown']) addEventListener(sign, () => load('since'), { once: true, passive: true })
}
