import { LRUCache } from 'lru-cache'

/** As many hosts are remembered; of more, the ones that were silent longest are forgotten. */
const HOSTS_MAX = 10_000

/** How much may come, within a time that begins with the first. */
export interface Allowance {
  /** From one host, or about one. */
  readonly hostMax: number
  /** From all together. */
  readonly allMax: number
  readonly withinMs: number
}

/** Counts what hosts do, in memory alone. A host is known by its address, or by its name. */
export class HostLimit {
  readonly #allowance: Allowance
  readonly #counts: LRUCache<string, number>
  #all = { since: 0, count: 0 }

  constructor(allowance: Allowance) {
    this.#allowance = allowance
    this.#counts = new LRUCache<string, number>({ max: HOSTS_MAX, ttl: allowance.withinMs })
  }

  /** Whether one more may come from `address`; it is then counted. */
  take(address: string, now = Date.now()): boolean {
    const { hostMax, allMax, withinMs } = this.#allowance
    if (now - this.#all.since > withinMs) this.#all = { since: now, count: 0 }
    const host = hostOf(address)
    const count = this.#counts.get(host) ?? 0
    if (count >= hostMax || this.#all.count >= allMax) return false
    this.#all.count += 1
    this.#counts.set(host, count + 1, { ttl: this.#counts.getRemainingTTL(host) || withinMs })
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
