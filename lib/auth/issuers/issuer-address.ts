import { isIP } from 'node:net'
import { isPublicAddress } from '#lib/outward/public-address.ts'

const LENGTH_MAX = 500
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether `url` is on this very machine by its own name, which a setting may allow for tests; names that only resolve to it do not count. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname)
}

/** What is wrong with `address` as one that people are sent to, or that is asked; null if nothing. It must be https, without a user name,
 *  and, as far as the address itself tells, on the public internet: people are not to be led into their own network either. */
export function endpointProblem(address: string, allowsLoopback: boolean): 'form' | 'insecure' | 'private' | null {
  const url = URL.parse(address)
  if (url?.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol)) return 'form'
  if (allowsLoopback && isLoopback(url)) return null
  if (url.protocol === 'http:') return 'insecure'
  const literal = url.hostname.replaceAll(/^\[|\]$/g, '')
  // No name of one label is on the public internet; `localhost` is one of them.
  return isIP(literal) === 0 ? (literal.includes('.') ? null : 'private') : isPublicAddress(literal) ? null : 'private'
}

/** Whether `address` can be an issuer's: nothing is wrong with it as an endpoint, it is in the one spelling there is of it, and has no query and no fragment. Other spellings
 *  of one host would get around rules about it.
 *  @see OpenID Connect Discovery 1.0, section 3 (`issuer`) */
export function isIssuerAddress(address: string, allowsLoopback: boolean): boolean {
  if (address.length > LENGTH_MAX || endpointProblem(address, allowsLoopback) !== null) return false
  const { href, hostname } = new URL(address)
  if (hostname.endsWith('.') || /[?#]/.test(address)) return false
  return address === href || `${address}/` === href
}
