// What changed in a sheet since it was last read: said in its place on the page, marked in the text on request. Loaded by await-use.ts. Which edition
// was read stays in the browser; only where somebody's account is to keep it is it sent there. What changed is a public file.
import { lastEdition, stored } from './device.ts'
import { store } from './keep-on-device.ts'
import { made, markRuns, type MarkWords, type Run } from './mark-words.ts'

/** A paragraph that stands in the page, or one that is gone and stood behind another; behind none if it stood first. */
type Change = { readonly id: string; readonly runs: readonly Run[] } | { readonly after: string | null; readonly words: string }

interface Compared {
  readonly sentence: string
  readonly locale: string
  readonly paragraphs: readonly Change[]
  readonly words: MarkWords & Readonly<Record<'show' | 'hide' | 'markRead' | 'marked' | 'compare', string>>
}

/** As many sheets are remembered; beyond it the one read longest ago goes. */
const SHEETS_MAX = 500
const PREFIX = 'read:'

function note(sheet: string, edition: number) {
  store(PREFIX + sheet, `${edition} ${new Date().toISOString()}`)
  const others = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
  const ages = others.map((key) => ({ key, at: stored(key)?.split(' ')[1] ?? '' })).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  for (const { key } of ages.slice(SHEETS_MAX)) store(key, null)
}

/** Whether the account of whoever reads here keeps what they read of `sheet`, as their own page told this browser. */
function isKeptInAccount(sheet: string) {
  return (
    stored('account')
      ?.split(' ')
      .some((name) => name === '*' || name === sheet) ?? false
  )
}

async function tellAccount(sheet: string, edition: number) {
  const body = new URLSearchParams({ action: 'seen', sheet, edition: String(edition) })
  const answer = await fetch('/api/reading', { method: 'POST', body, keepalive: true, headers: { accept: 'application/json' } })
  // Signed out meanwhile: nothing more is sent.
  if (answer.status === 401) store('account', null)
}

/** What the account knows, if it knows more than this browser. */
async function askAccount(sheet: string): Promise<{ edition: number; at: string } | null> {
  const answer = await fetch(`/api/reading?${new URLSearchParams({ sheet }).toString()}`)
  if (answer.status === 401) store('account', null)
  return answer.ok ? ((await answer.json()) as { edition: number; at: string } | null) : null
}

function button(label: string, act: (it: HTMLButtonElement) => void) {
  const it = document.createElement('button')
  it.type = 'button'
  it.className = 'button'
  it.textContent = label
  it.addEventListener('click', () => act(it))
  return it
}

/** Marks what changed; gives the way to take the marks away. */
function mark({ paragraphs, words }: Compared): () => void {
  const undo: (() => void)[] = []
  for (const change of paragraphs) {
    const at = document.getElementById(('runs' in change ? change.id : change.after) ?? 'title')
    if (!at) continue
    if ('runs' in change) {
      const before = at.cloneNode(true)
      if (markRuns(at, change.runs, words)) undo.push(() => at.replaceChildren(...before.childNodes))
      continue
    }
    const gone = document.createElement(at.nodeName === 'LI' ? 'li' : 'p')
    gone.append(made('del', change.words, words.removed, words.end))
    at.after(gone)
    undo.push(() => gone.remove())
  }
  return () => undo.forEach((back) => back())
}

function tell(place: HTMLElement, compared: Compared, { address, at, read }: { address: string; at: string; read: () => void }) {
  const { words, sentence, locale } = compared
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(at))
  const status = document.createElement('span')
  status.setAttribute('role', 'status')
  place.prepend(status)
  let clear: (() => void) | null = null
  const show = button(words.show, (it) => {
    if (clear) clear()
    else addEventListener('pagehide', read, { once: true })
    clear = clear ? null : mark(compared)
    it.textContent = clear ? words.hide : words.show
  })
  const done = button(words.markRead, () => {
    clear?.()
    read()
    status.textContent = words.marked
    acts.remove()
    place.querySelector('a')?.focus()
  })
  const link = document.createElement('a')
  link.href = address
  link.textContent = words.compare
  const acts = document.createElement('span')
  acts.className = 'since-acts'
  acts.append(show, done, link)
  status.textContent = sentence.replace('{date}', date)
  status.after(acts)
}

async function begin(place: HTMLElement) {
  const { sheet = '', edition = '' } = place.dataset
  const newest = Number(edition)
  const isInAccount = isKeptInAccount(sheet)
  const here = { edition: lastEdition(sheet), at: stored(PREFIX + sheet)?.split(' ')[1] ?? '' }
  const there = isInAccount ? await askAccount(sheet) : null
  const last = there && there.edition >= here.edition ? there : here
  const read = () => {
    note(sheet, newest)
    if (isInAccount) void tellAccount(sheet, newest)
  }
  if (!last.edition || last.edition >= newest) {
    if (last.edition !== here.edition || !there || there.edition !== newest) read()
    return
  }
  const address = `${location.pathname}/compare/${last.edition}/${newest}`
  const answer = await fetch(`${address}.json`)
  // One of the two was removed: it can't be told.
  if (!answer.ok) read()
  else tell(place, (await answer.json()) as Compared, { address, at: last.at, read })
}

const place = document.querySelector<HTMLElement>('[data-edition]')
// The server is away: it is told another time.
if (place) begin(place).catch(() => undefined)
