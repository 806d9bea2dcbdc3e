import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { declaredQuery } from './declared-query.ts'

/** What an address is for, and so who answers it and under which policy. */
export type Destination =
  /** The Content Lake. */
  | { readonly kind: 'lake' }
  /** The event stream of open pages. */
  | { readonly kind: 'changes' }
  | { readonly kind: 'robots' }
  /** Files made by the build. */
  | { readonly kind: 'built' }
  /** Ours alone, or nothing at all. */
  | { readonly kind: 'closed' }
  /** Route handlers: sign-in, following, draft mode. */
  | { readonly kind: 'interface' }
  /** What this site is to OpenID issuers: documents the same for everyone, which may be kept for a while. */
  | { readonly kind: 'client-document' }
  /** A route handler whose answer may be the page of its form, with what was typed. `isOwn`: by somebody who is known, from whom it takes cookies. */
  | { readonly kind: 'form'; readonly isOwn: boolean }
  | { readonly kind: 'studio' }
  /** Pages of one person; `isHome`: the first of them, as it is. */
  | { readonly kind: 'account'; readonly language: Language; readonly isHome: boolean }
  /** The same for everyone; `path` is canonical, and so is `query`: what the page reads of it, with its question mark. */
  | { readonly kind: 'public'; readonly path: string; readonly query: string; readonly language: Language }
  /** The same under its one true address. */
  | { readonly kind: 'moved'; readonly location: string }

const LAKE = /^\/lake(?=[:/]|$)/
const EMBED = new RegExp(`^/(?:(?:${LANGUAGES.join('|')})/)?embed/`)
const ACCOUNT_PAGES = new Set(['my', 'sign-in', 'admin'])

/** Where a handler inside Next expires tags; only this server may ask it. */
export const EXPIRE_TAGS_PATH = '/api/expire-tags'

/** What `url`, whose path is known to be decodable, is for. Query strings count where a page declares them. */
export function destinationOf(url: URL): Destination {
  const path = url.pathname
  if (LAKE.test(path)) return { kind: 'lake' }
  if (path === '/changes') return { kind: 'changes' }
  if (path === '/robots.txt') return { kind: 'robots' }
  // Asked for by browsers where a page names no icon, as the Studio's does not.
  if (path === '/favicon.ico') return { kind: 'moved', location: '/icon.svg' }
  if (path.startsWith('/_next/static/')) return { kind: 'built' }
  if (path.startsWith('/_next/') || path === EXPIRE_TAGS_PATH) return { kind: 'closed' }
  if (path === '/api/reports' || path === '/api/notes') return { kind: 'form', isOwn: path === '/api/notes' }
  if (path === '/api/openid/keys' || path.startsWith('/api/openid/client/')) return { kind: 'client-document' }
  // One's own feed has an address that is a secret, and is one person's.
  if (path === '/api' || path.startsWith('/api/') || path.startsWith('/feeds/mine/')) return { kind: 'interface' }
  if (path === '/studio' || path.startsWith('/studio/')) return { kind: 'studio' }
  return pageAt(url)
}

function pageAt(url: URL): Destination {
  const segments = url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent)
  const [first = ''] = segments
  const isPrefixed = isLanguage(first)
  const language = isPrefixed ? first : DEFAULT_LANGUAGE
  const rest = isPrefixed ? segments.slice(1) : segments
  const path = localPath(language, `/${rest.map(encodeURIComponent).join('/')}`)
  // One page has one address: no other spelling of it may have an entry of its own.
  if (path !== url.pathname) return { kind: 'moved', location: path + url.search }
  if (ACCOUNT_PAGES.has(rest[0] ?? ''))
    return { kind: 'account', language, isHome: path === localPath(language, '/my') && url.search === '' }
  return { kind: 'public', path, query: declaredQuery(path, url.searchParams), language }
}

/** The address of the page that says, in `language`, that nothing is there. */
export function missingPath(language: Language): string {
  return localPath(language, '/missing')
}

/** Whether `path`, canonical and public, is one of those that pages of others may frame. */
export function isEmbedPath(path: string): boolean {
  return EMBED.test(path)
}
