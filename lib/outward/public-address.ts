import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { OutwardRefused } from './outward-refused.ts'

/** Refuses what is wrong with an address before any name is resolved.
 *  @throws {OutwardRefused} */
export function refuseAddress(url: URL): void {
  if (url.protocol !== 'https:') throw new OutwardRefused('scheme', `${url.protocol} instead of https:.`)
  if (url.username !== '' || url.password !== '') throw new OutwardRefused('credentials', 'An address with a user name in it.')
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  // A connection to a literal address asks no resolver, so `lookupPublic` would not see it.
  if (ipaddr.isValid(literal) && !isPublicAddress(literal)) throw new OutwardRefused('address', 'An address that is not public.')
}

/** Whether `address` is one on the public internet: neither private, loopback, link-local, shared, multicast nor reserved,
 *  and no other notation (IPv4-mapped, NAT64, 6to4, Teredo) behind which such a one could hide.
 *  @see IANA IPv4 and IPv6 Special-Purpose Address Registries */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // What is given out of IPv6 so far; old notations that hold an IPv4 address lie outside.
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.IPv6.parseCIDR('2000::/3'))
}

/** Resolves a name once, for a connection that goes to what was checked. */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0)
    const hidden = addresses.find(({ address }) => !isPublicAddress(address))
    const [first] = addresses
    if (hidden || !first) return done(new OutwardRefused('address', `${hostname} has an address that is not public.`), '', 0)
    if (options.all) return done(null, addresses)
    return done(null, first.address, first.family)
  })
}
