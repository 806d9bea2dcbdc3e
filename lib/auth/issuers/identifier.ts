import { IssuerRefused } from './issuer-refused.ts'
import { endpointProblem } from './issuer-address.ts'

const LENGTH_MAX = 300
const LOCAL_PART_MAX = 64
/** Spaces, control characters, and those that are not seen; a backslash is a slash to browsers. */
const UNWRITABLE = /[\s\p{Cc}\p{Cf}\\]/u
const SURROUNDINGS = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu
/** A path; or an XRI, which nobody resolves any more. */
const NO_HOST = /^[/=@+$!(]/
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i
const ACCOUNT = /^(?:acct:)?([^@:/?#]+)@([^@:/?#]+)$/i

/** What somebody typed as their OpenID, normalised. */
export interface Identifier {
  /** What WebFinger is asked about: `acct:me@example.org`, `https://example.org/`. */
  readonly resource: string
  /** Who is asked, and taken for the issuer if nothing else is found: `https://example.org`. */
  readonly origin: string
  /** The address typed, where it may be the issuer itself: it had a scheme or a path. */
  readonly address: string | null
}

/**
 * Reads an issuer's address, the name of a host, or an address such as `me@example.org`. Names in other scripts become Punycode.
 * @throws {IssuerRefused} `empty`, `form`, `insecure` (http), `private` (a host that is not on the public internet)
 * @see OpenID Connect Discovery 1.0, sections 2.1.1 and 2.1.2
 */
export function parseIdentifier(typed: string, allowsLoopback = false): Identifier {
  if (typed.length > 2 * LENGTH_MAX) throw new IssuerRefused('form')
  const text = typed.replaceAll(SURROUNDINGS, '').normalize('NFC')
  if (text === '') throw new IssuerRefused('empty')
  if (text.length > LENGTH_MAX || UNWRITABLE.test(text) || NO_HOST.test(text)) throw new IssuerRefused('form')
  const [, local, host] = ACCOUNT.exec(text) ?? []
  if (local !== undefined && host !== undefined) {
    if (local.length > LOCAL_PART_MAX) throw new IssuerRefused('form')
    const { origin, host: asciiHost } = hostAddress(`https://${host}`, allowsLoopback)
    return { resource: `acct:${encodeURIComponent(local)}@${asciiHost}`, origin, address: null }
  }
  const url = hostAddress(SCHEME.test(text) ? text : `https://${text}`, allowsLoopback)
  const isAddress = SCHEME.test(text) || url.pathname !== '/'
  return { resource: url.href, origin: url.origin, address: isAddress ? url.href : null }
}

function hostAddress(text: string, allowsLoopback: boolean): URL {
  const url = URL.parse(text)
  if (url?.username !== '' || url.password !== '' || url.search !== '') throw new IssuerRefused('form')
  url.hash = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  const problem = endpointProblem(url.href, allowsLoopback)
  if (problem) throw new IssuerRefused(problem)
  return url
}
