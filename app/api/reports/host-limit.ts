import { LRUCache } from 'lru-cache'

const HOUR_MS = 3_600_000
/** As many reports an hour are taken from one host, and from all together. */
const HOST_MAX = 20
const ALL_MAX = 500
/** As many hosts are remembered; of more, the ones that were silent longest are forgotten. */
const HOSTS_MAX = 10_000

/** Counts reports by host, within the last hour, in memory alone. */
export class HostLimit {
  readonly #counts = new LRUCache<string, number>({ max: HOSTS_MAX, ttl: HOUR_MS })
  #all = { since: 0, count: 0 }

  /** Whether one more may come from `address`; it is then counted. */
  take(address: string, now = Date.now()): boolean {
    if (now - this.#all.since > HOUR_MS) this.#all = { since: now, count: 0 }
    const host = hostOf(address)
    const count = this.#counts.get(host) ?? 0
    if (count >= HOST_MAX || this.#all.count >= ALL_MAX) return false
    this.#all.count += 1
    // The hour begins with the first.
    this.#counts.set(host, count + 1, { ttl: this.#counts.getRemainingTTL(host) || HOUR_MS })
    return true
  }
}

/** One host has many addresses of IPv6: all that begin with the same four groups. */
function hostOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':')
  return tail === undefined ? groups.slice(0, 4).join(':') : [...groups, '0', '0', '0', '0'].slice(0, 4).join(':')
}
