import { LRUCache } from 'lru-cache'
import type { Adapter, AdapterPayload } from 'oidc-provider'

const ENTRIES_MAX = 5000
const SECONDS_DEFAULT = 3600

/** What a sign-in under way leaves at the demonstration provider: in memory, bounded, gone with the process.
 *  @see oidc-provider, example/my_adapter.js, for what each method must do */
export class Memory implements Adapter {
  readonly #entries = new LRUCache<string, AdapterPayload>({ max: ENTRIES_MAX })

  async upsert(id: string, payload: AdapterPayload, expiresIn: number = SECONDS_DEFAULT): Promise<void> {
    this.#entries.set(id, payload, { ttl: expiresIn * 1000 })
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#entries.get(id)
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...this.#entries.values()].find((payload) => payload.uid === uid)
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return [...this.#entries.values()].find((payload) => payload.userCode === userCode)
  }

  async consume(id: string): Promise<void> {
    const payload = this.#entries.get(id)
    if (payload) payload.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    this.#entries.delete(id)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, payload] of this.#entries.entries()) if (payload.grantId === grantId) this.#entries.delete(id)
  }
}
