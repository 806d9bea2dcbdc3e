import { DEFAULT_LANGUAGE, isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'

const LENGTH_MAX = 2000

/**
 * The path, query and fragment on this site that `wanted` leads to; `fallback` if it leads anywhere else, or is no address at all.
 * What a browser would make of it is what counts: it is resolved as a browser does, and the origins are compared.
 */
export function returnPath(origin: string, wanted: string | null | undefined, fallback: string): string {
  if (!wanted || wanted.length > LENGTH_MAX || !URL.canParse(wanted, origin)) return fallback
  const url = new URL(wanted, origin)
  // `https://user@host` shows one name and goes to another; it is never ours.
  if (url.origin !== origin || url.username !== '' || url.password !== '') return fallback
  const path = url.pathname + url.search + url.hash
  // A path such as `//evil.example` would leave the site when it is used as an address by itself.
  return new URL(path, origin).origin === origin ? path : fallback
}

/** The language of a path on this site, by its prefix. Interfaces have none: they speak that of the page they lead back to. */
export function languageOf(path: string): Language {
  const [address = '', query] = path.split(/[?#]/)
  const back = address.startsWith('/api/') ? new URLSearchParams(query).get('callbackUrl') : null
  const first = (back ?? address).split(/[/?#]/)[1] ?? ''
  return isLanguage(first) ? first : DEFAULT_LANGUAGE
}

/** The address of the sign-in page in the language of `callbackPath`, to which one goes on after signing in. */
export function signInPath(callbackPath: string, more: Readonly<Record<string, string>> = {}): string {
  return `${localPath(languageOf(callbackPath), '/sign-in')}?${new URLSearchParams({ ...more, callbackUrl: callbackPath }).toString()}`
}
