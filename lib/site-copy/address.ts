import { createHash } from 'node:crypto'
import { LANGUAGES } from '#lib/i18n/languages.ts'

/** Where an address leads. */
export type Target =
  /** Something of the site that is copied under `key`, an address of its own without what counts for nothing. */
  | { readonly kind: 'copied'; readonly key: string; readonly fragment: string; readonly query: string }
  /** Something that only the site itself can do. */
  | { readonly kind: 'live'; readonly href: string }
  /** Elsewhere, or no address at all: it stays as it is written. */
  | { readonly kind: 'foreign' }

const PREFIX = String.raw`^(?:/(?:${LANGUAGES.join('|')})(?=/|$))?`
/** What needs somebody who answers: accounts, forms, programs, frames in pages of others. */
const LIVE = new RegExp(`${PREFIX}/(?:my|sign-in|embed|studio|api|changes)(?:/|$)|${PREFIX}/indicators/[^/]+/[^/]+/report(?:/|$)`)
/** What programs read beside a page that says the same: citations as files, which the page of each citation shows, and editions as plain text. */
const FOR_PROGRAMS = new RegExp(
  `${PREFIX}/(?:(?:fact-sheets|indicators)/.+/cite(?:/[^/]+)?\\.(?:bib|json)|fact-sheets/.+/editions/\\d+\\.md)$`,
)
const COMPARISON = /\/compare\/(\d+)\/(\d+)$/
const LAKE = /^\/lake(?=[:/]|$)/
const LAKE_FILE = /^\/lake\/(?:v[\d.-]+\/)?(?:images|files)\//
const SEARCH = new RegExp(`${PREFIX}/search/?$`)

/** What `written` in the page or style sheet at `base` (a whole address) leads to, of the site at `origin`. */
export function targetOf(written: string, base: string, origin: string): Target {
  if (!URL.canParse(written, base)) return { kind: 'foreign' }
  const url = new URL(written, base)
  if (url.origin !== origin) return { kind: 'foreign' }
  const { pathname, search, hash } = url
  const isLakeFile = LAKE_FILE.test(pathname)
  if (isForSite(pathname) || (LAKE.test(pathname) && !isLakeFile)) return { kind: 'live', href: url.href }
  const path = pathname === '/' ? pathname : pathname.replace(/\/+$/, '')
  // Pages read no query, but the copy's own search does; of pictures it says how large they are.
  return { kind: 'copied', key: isLakeFile ? path + search : path, fragment: hash, query: SEARCH.test(pathname) ? search : '' }
}

function isForSite(path: string): boolean {
  return LIVE.test(path) || FOR_PROGRAMS.test(path) || isFarComparison(path)
}

/** Whether editions are compared that do not follow each other. There is one such comparison for any two, and all that changed is in those of neighbours. */
function isFarComparison(path: string): boolean {
  const [, before, after] = COMPARISON.exec(path) ?? []
  return before !== undefined && Number(after) - Number(before) !== 1
}

/** Types that browsers know by the ending of a file alone, as they do below `file:`. */
const ENDINGS: Readonly<Record<string, string>> = {
  'text/css': '.css',
  'image/avif': '.avif',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'application/json': '.json',
  'application/atom+xml': '.atom',
  'application/feed+json': '.json',
  'application/vnd.citationstyles.csl+json': '.json',
  'application/x-bibtex': '.bib',
  'application/xml': '.xml',
  'text/csv': '.csv',
  'text/markdown': '.md',
  'text/plain': '.txt',
}
const NAME_BYTES_MAX = 120

/** The file that holds what is at `key` and is of `contentType`, with `/` between folders. Pages are the index of a folder, so that each has
 *  room for what is below it. Names are such that every usual file system takes them. */
export function fileOf(key: string, contentType: string): string {
  const { pathname, search } = new URL(key, 'http://site.invalid')
  const names = pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => fileName(decodeURIComponent(segment)))
  const type = contentType.split(';', 1)[0]?.trim() ?? ''
  if (type === 'text/html') return [...names, 'index.html'].join('/')
  const last = names.pop() ?? 'file'
  const ending = ENDINGS[type] ?? ''
  const own = /\.[a-z0-9]{1,11}$/i.exec(last)?.[0] ?? ''
  const stem = own === '' ? last : last.slice(0, -own.length)
  const told = search === '' ? '' : `.${digest(search)}`
  return [...names, `${stem}${told}${search !== '' && ending !== '' ? ending : own || ending}`].join('/')
}

/** Reserved on Windows, whatever follows a dot. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

function fileName(segment: string): string {
  // A leading dot hides a folder from whoever looks for the keys.
  const plain = segment
    .replace(/^\.+/, '')
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replace(/[. ]+$/, '')
  const name = plain === '' || RESERVED.test(plain) ? `_${plain}` : plain
  // On many systems two names that differ in capitals, or in how an accent is written, are one.
  const isPlain = name === name.toLowerCase().normalize('NFC')
  if (name === segment && isPlain && Buffer.byteLength(name) <= NAME_BYTES_MAX) return name
  // `.well-known` is the one hidden name that needs no sign to tell it from others.
  if (segment === `.${name}` && name.length <= NAME_BYTES_MAX) return name
  const ending = /\.[a-z0-9]{1,11}$/i.exec(name)?.[0] ?? ''
  return `${name.slice(0, Math.min(name.length - ending.length, 40)).toWellFormed()}-${digest(segment)}${ending}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}

/** The link from the file `from` to the file `to` of the same copy, both with `/` between folders. */
export function relativeLink(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  let shared = 0
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1
  const steps = [...here.slice(shared).map(() => '..'), ...there.slice(shared).map(encodeURIComponent)]
  return steps.join('/')
}
