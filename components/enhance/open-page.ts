// The one module of readers' pages. It tells the reader of an open page that its content was changed, and shows the change when asked.
// What it says comes from its own script element, what it listens for from <meta name="depends">: see lib/server/cut-page.ts.
import { followChanges } from './follow-changes.ts'
import { createNotice } from './notice.ts'
import { showPage } from './show-page.ts'
import { awaitUse } from './await-use.ts'

const words = document.currentScript?.dataset ?? {}
awaitUse(words)
const meta = dependsOf(document)
const notice = createNotice()

let looking: Promise<void> | null = null
let lookAgain = false

function dependsOf(page: Document) {
  return page.querySelector<HTMLMetaElement>('meta[name=depends]')
}

function isHit(tags: readonly string[]) {
  // Four characters each, of which the end of a tag is made: see lib/server/short-tag.ts.
  const depends: readonly string[] = meta?.content.match(/.{3}/g) ?? []
  return tags.length === 0 || tags.some((tag) => depends.includes(tag))
}

/** The page as the server has it now, or null if that is what is shown already. */
async function fetchChanged() {
  const answer = await fetch(location.href, { cache: 'no-cache' })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const depends = dependsOf(page)
  return depends && depends.dataset.digest !== meta?.dataset.digest ? page : null
}

function show(page: Document, focused: Element | null) {
  // The notice is no part of the page that comes, yet stays.
  page.body.append(notice.element.cloneNode(true))
  showPage(page, focused)
  const depends = dependsOf(page)
  if (meta && depends) {
    meta.content = depends.content
    meta.dataset.digest = depends.dataset.digest
  }
  notice.say(words.shown ?? '')
}

/** Looks whether the page has changed, and then does `tell` with it. Looks again if something changes meanwhile. */
function look(tell: (page: Document) => void) {
  if (looking) {
    lookAgain = true
    return
  }
  looking = fetchChanged()
    .then((page) => (page ? tell(page) : notice.clear()))
    // The server is away: it is asked again when it says that something changed.
    .catch(() => {})
    .finally(() => {
      looking = null
      if (lookAgain) {
        lookAgain = false
        look(offer)
      }
    })
}

function offer(page: Document) {
  notice.offer(words.updated ?? '', words.show ?? '', (focused) => show(page, focused))
}

// The back button brings an old copy without asking the server. Nobody has read that one yet, so the new one takes its place at once.
const refresh = () => look((page) => show(page, document.activeElement))

if (meta) {
  const [entry] = performance.getEntriesByType('navigation')
  const navigation = entry instanceof PerformanceNavigationTiming ? entry : null
  // The newest change that this page shows. Without it, as over plain http, the stream begins with those of the last minute.
  const seen = navigation?.serverTiming?.find(({ name }) => name === 'seen')?.description ?? 0
  followChanges((tags) => {
    if (isHit(tags)) look(offer)
  }, Number(seen))
  if (navigation?.type === 'back_forward') refresh()
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) refresh()
  })
}
