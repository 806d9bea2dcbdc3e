/** Loads the module at `src`, if there is one, when a field of search first gets the focus: most pages are read without searching. */
export function awaitSearch(src: string | undefined): void {
  if (src === undefined) return
  const load = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.suggestions === undefined) return
    removeEventListener('focusin', load)
    const script = document.createElement('script')
    script.src = src
    document.head.append(script)
  }
  addEventListener('focusin', load)
}
