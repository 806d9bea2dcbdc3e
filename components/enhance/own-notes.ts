// Notes on paragraphs in the page, and sheets followed in this browser alone: loaded by await-use.ts when one of its buttons is first used. Without an
// account all of it stays in the browser; a page of one's own asks whether it is to be moved into the account (components/own-page/device-items.tsx).
import { stored } from './device.ts'
import { deviceFollows, deviceNotes, keepList } from './device-lists.ts'

type Words = Readonly<
  Record<
    | 'on'
    | 'label'
    | 'save'
    | 'cancel'
    | 'started'
    | 'stopped'
    | 'savedHere'
    | 'savedInAccount'
    | 'notSaved'
    | 'tooLong'
    | 'changed'
    | 'followed'
    | 'unfollowed'
    | 'follow'
    | 'unfollow',
    string
  >
> & { readonly max: number }

interface Kept {
  readonly paragraph: string
  readonly exact: string
  readonly text: string
}

const { sheet = '', edition = '' } = document.querySelector<HTMLElement>('[data-edition]')?.dataset ?? {}
const language = document.documentElement.lang
const title = document.querySelector('h1')?.textContent ?? ''
const status = document.createElement('p')
status.className = 'note own-status'
status.setAttribute('role', 'status')

const wordsThere: Promise<Words> = fetch(`/api/own-words?lang=${language}`).then((answer) => answer.json())

/** An element of the class `className` with what is in it. */
function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, ...children: (Node | string)[]) {
  const it = document.createElement(name)
  it.className = className
  it.append(...children)
  return it
}

function button(type: 'submit' | 'button', className: string, label: string) {
  const it = element('button', className, label)
  it.type = type
  return it
}

function say(near: Element, words: string) {
  near.after(status)
  status.textContent = words
}

/** Follows the sheet in this browser, or no longer. */
function toggleFollow(at: HTMLElement, words: Words) {
  const others = deviceFollows().filter((follow) => follow.sheet !== sheet)
  const isFollowed = others.length < deviceFollows().length
  const isKept = keepList('follows', isFollowed ? others : [...others, { sheet, title, path: location.pathname }])
  at.textContent = isFollowed || !isKept ? words.follow : words.unfollow
  say(at, isKept ? (isFollowed ? words.unfollowed : words.followed) : words.notSaved)
}

/** The paragraphs of the page that have an address of their own. */
function paragraphs(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.sheet-text [id^="p."]')].filter((one) => one.querySelector('.paragraph-link'))
}

const keyOf = ({ id }: HTMLElement) => id.slice(2)

/** What is selected within `paragraph`; nothing if nothing is, which stands for all of it. */
function passageIn(paragraph: HTMLElement): string {
  const selection = getSelection()
  const isWithin = selection && paragraph.contains(selection.anchorNode) && paragraph.contains(selection.focusNode)
  return isWithin ? selection.toString().trim() : ''
}

/** Saves a note in the account: `saved`, `stranger` if nobody is signed in, else what to say. */
async function inAccount(fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ ...fields, action: 'add', lang: language })
  const answer = await fetch('/api/notes', { method: 'POST', body, headers: { accept: 'application/json' } })
  if (answer.ok) return 'saved'
  if (answer.status === 401) return 'stranger'
  return ((await answer.json()) as { error: string }).error
}

function writeOn(paragraph: HTMLElement, words: Words) {
  const exact = passageIn(paragraph)
  const text = document.createElement('textarea')
  text.rows = 4
  text.dir = 'auto'
  text.id = `note-${paragraph.id}`
  const label = element('label', '', words.label)
  label.htmlFor = text.id
  const save = button('submit', 'button button-primary', words.save)
  const cancel = button('button', 'button', words.cancel)
  const form = element('form', 'own-note', label)
  if (exact) form.append(element('blockquote', '', exact))
  form.append(text, save, cancel)
  const close = () => {
    form.remove()
    paragraph.querySelector<HTMLElement>('.own-act')?.focus()
  }
  cancel.addEventListener('click', close)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void keep().catch(() => say(form, words.notSaved))
  })

  async function keep() {
    if (Array.from(text.value).length > words.max) return say(form, words.tooLong)
    const fields = { sheet, paragraph: keyOf(paragraph), exact, text: text.value, edition }
    const outcome = stored('account') === null ? 'stranger' : await inAccount(fields)
    if (outcome !== 'saved' && outcome !== 'stranger') return say(form, outcome)
    if (outcome === 'stranger') {
      const note = { ...fields, title, path: location.pathname, at: new Date().toISOString() }
      if (!keepList('notes', [...deviceNotes(), note])) return say(form, words.notSaved)
    }
    close()
    show({ paragraph: keyOf(paragraph), exact, text: text.value })
    say(paragraph, outcome === 'saved' ? words.savedInAccount : words.savedHere)
  }

  paragraph.after(form)
  text.focus()
}

/** Shows what was saved beneath its paragraph, as text whatever is in it; one whose passage is no longer there says so. */
function show({ paragraph, exact, text }: Kept, words?: Words) {
  const at = document.getElementById(`p.${paragraph}`)
  if (!at) return
  const isThere = exact === '' || spaced(at.textContent).includes(spaced(exact))
  const aside = element('aside', 'note own-kept')
  aside.dir = 'auto'
  if (exact) aside.append(element('q', '', exact), ' ')
  if (!isThere && words) aside.append(element('strong', '', words.changed), ' ')
  aside.append(text)
  at.after(aside)
}

function spaced(text: string) {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

async function toggleNotes(link: HTMLElement, words: Words) {
  const acts = document.querySelectorAll('.own-act, .own-kept, .own-note')
  if (acts.length > 0) {
    for (const one of acts) one.remove()
    return say(link, words.stopped)
  }
  for (const paragraph of paragraphs()) {
    const act = button('button', 'own-act', words.on)
    act.setAttribute('aria-describedby', paragraph.id)
    act.addEventListener('click', () => writeOn(paragraph, words))
    // Before the click the selection would be gone.
    act.addEventListener('pointerdown', (event) => event.preventDefault())
    paragraph.append(act)
  }
  for (const note of deviceNotes()) if (note.sheet === sheet) show(note, words)
  if (stored('account') !== null) {
    const answer = await fetch(`/api/notes?${new URLSearchParams({ sheet, lang: language }).toString()}`)
    if (answer.ok) for (const note of (await answer.json()) as Kept[]) show(note, words)
  }
  say(link, words.started)
}

addEventListener('click', (event) => {
  const used = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-use="notes"]') : null
  if (!used || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  void wordsThere.then((words) => ('follow' in used.dataset ? toggleFollow(used, words) : toggleNotes(used, words)))
})
