const LENGTH_MAX = 500
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether `url` is on this very machine by its own name, which a setting may allow for tests; names that only resolve to it do not count. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname)
}

/** Whether the site may be told to go to `address`, or to ask it: https, or for tests this machine, and no user name in it. */
export function isEndpoint(address: string, allowsLoopback: boolean): boolean {
  const url = URL.parse(address)
  if (url?.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (allowsLoopback && url.protocol === 'http:' && isLoopback(url))
}

/** Whether `address` can be an issuer's: an endpoint, in the one spelling there is of it, without query and fragment. Other spellings
 *  of one host would get around rules about it.
 *  @see OpenID Connect Discovery 1.0, section 3 (`issuer`) */
export function isIssuerAddress(address: string, allowsLoopback: boolean): boolean {
  if (address.length > LENGTH_MAX || !isEndpoint(address, allowsLoopback)) return false
  const { href, hostname } = new URL(address)
  if (hostname.endsWith('.') || /[?#]/.test(address)) return false
  return address === href || `${address}/` === href
}
