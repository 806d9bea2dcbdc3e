// Suggestions while one types a search: loaded by open-page.ts when a field of search first gets the focus. The form works without them.
// @see WAI-ARIA Authoring Practices, "Combobox", with a list box and manual selection

interface Suggestion {
  readonly title: string
  readonly kind: string
  readonly address: string
}

const WAIT_MS = 150

/** Adds suggestions to one field: a list beneath it, moved through by the arrow keys. */
function suggestTo(input: HTMLInputElement) {
  const list = document.createElement('ul')
  list.id = `${input.id}-suggestions`
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.dataset.suggestions ?? '')
  list.hidden = true
  input.after(list)
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' }
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)

  let shown: readonly Suggestion[] = []
  let chosen = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()

  function choose(index: number) {
    chosen = index
    for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(at === index))
    if (index === -1) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`)
  }

  function show(suggestions: readonly Suggestion[]) {
    shown = suggestions
    list.replaceChildren(
      ...suggestions.map(({ title, kind }, index) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${index}`
        option.setAttribute('role', 'option')
        option.textContent = `${title} · ${kind}`
        return option
      }),
    )
    list.hidden = suggestions.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    choose(-1)
  }

  async function ask() {
    asking.abort()
    asking = new AbortController()
    const { value } = input
    const query = new URLSearchParams({ q: value, lang: document.documentElement.lang })
    const answer = value.trim().length < 2 ? null : await fetch(`/api/suggest?${query.toString()}`, { signal: asking.signal })
    show(answer?.ok ? ((await answer.json()) as Suggestion[]) : [])
  }

  function close() {
    asking.abort()
    clearTimeout(timer)
    show([])
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    // Aborted, or the server is away: the form still works.
    timer = setTimeout(() => void ask().catch(() => undefined), WAIT_MS)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return
    const count = shown.length
    const suggestion = shown[chosen]
    if (event.key === 'ArrowDown') choose(chosen + 1 >= count ? -1 : chosen + 1)
    else if (event.key === 'ArrowUp') choose(chosen === -1 ? count - 1 : chosen - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && suggestion) location.assign(suggestion.address)
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', close)
  // Before the field loses the focus, and with it its list.
  list.addEventListener('pointerdown', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
    const suggestion = option ? shown[[...list.children].indexOf(option)] : undefined
    event.preventDefault()
    if (suggestion) location.assign(suggestion.address)
  })
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggestions]')) suggestTo(input)
