import { LRUCache } from 'lru-cache'
import type { ChangeClock } from './change-clock.ts'
import type { ReadyBytes } from './ready-bytes.ts'

/** What came of rendering a public page. */
export type Rendered =
  /** A page for readers. `tags` are what it was made from. */
  | { readonly kind: 'page'; readonly ready: ReadyBytes; readonly tags: ReadonlySet<string> }
  /** Nothing is there. `tags` are what was looked at to know this. */
  | { readonly kind: 'missing'; readonly tags: ReadonlySet<string> }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string; readonly tags: ReadonlySet<string> }

/** Makes the page at a canonical public path, language prefix included where it has one. Throws when it can't be made. */
export type Render = (path: string) => Promise<Rendered>

/** Changes came faster than the page could be rendered. */
export class PageUnsettled extends Error {
  readonly code = 'pageUnsettled'
  readonly status = 503
}

/** A render is done again when what it read changed meanwhile, but not for ever. */
const ATTEMPTS_MAX = 20

/** Public pages as bytes ready to send, by path, bounded in bytes. What is given never predates a change that was complete before
 *  it was asked for.
 *  @see pages.md, "The way of a request" and "Publishing" */
export class ReadyPages {
  readonly #render: Render
  readonly #clock: ChangeClock
  readonly #pages: LRUCache<string, { readonly ready: ReadyBytes; readonly tags: ReadonlySet<string> }>
  readonly #pathsByTag = new Map<string, Set<string>>()
  readonly #renders = new Map<string, { readonly since: number; readonly rendered: Promise<Rendered> }>()
  #rendersUnderWay = 0

  constructor(render: Render, clock: ChangeClock, options: { readonly bytesMax: number }) {
    this.#render = render
    this.#clock = clock
    this.#pages = new LRUCache({
      maxSize: options.bytesMax,
      // What an entry takes beside its bytes, roughly.
      sizeCalculation: ({ ready, tags }, path) => ready.size + path.length + tags.size * 100 + 1000,
      dispose: ({ tags }, path) => this.#leaveIndex(path, tags),
    })
  }

  /** The finished page at `path`, if it is there. */
  held(path: string): ReadyBytes | undefined {
    return this.#pages.get(path)?.ready
  }

  /** What is at `path`, rendered if need be. Those who ask at the same time share a render, unless a change lies between them.
   *  @throws {PageUnsettled}, and what the render throws. */
  async find(path: string): Promise<Rendered> {
    const page = this.#pages.get(path)
    if (page !== undefined) return { kind: 'page', ...page }
    const underWay = this.#renders.get(path)
    if (underWay?.since === this.#clock.now) return underWay.rendered
    const rendered = this.#settle(path)
    const entry = { since: this.#clock.now, rendered }
    this.#renders.set(path, entry)
    try {
      return await rendered
    } finally {
      if (this.#renders.get(path) === entry) this.#renders.delete(path)
    }
  }

  /** What is at `path`, rendered for this one who asks, neither from what is held nor to be held: for while it can't be known what is old. */
  findAnew(path: string): Promise<Rendered> {
    return this.#render(path)
  }

  /** Lets go of everything. The clock must have advanced before, in the same tick. */
  dropAll(): void {
    this.#pages.clear()
  }

  /** Lets go of every page made from one of `tags`. The clock must have advanced before, in the same tick. */
  drop(tags: readonly string[]): void {
    for (const tag of tags) {
      for (const path of this.#pathsByTag.get(tag) ?? []) this.#pages.delete(path)
    }
  }

  /** How many pages are held, and their bytes. */
  get size(): { readonly pages: number; readonly bytes: number } {
    return { pages: this.#pages.size, bytes: this.#pages.calculatedSize }
  }

  async #settle(path: string): Promise<Rendered> {
    this.#rendersUnderWay += 1
    try {
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
        const since = this.#clock.now
        const rendered = await this.#render(path)
        // From here to the end of the loop nothing may wait: check and store are one tick.
        if (this.#clock.hasChanged(rendered.tags, since)) continue
        // A page that says nothing about what it was made from could never be dropped; one that says that nothing is there could be had at any address.
        if (rendered.kind === 'page' && rendered.tags.size > 0 && rendered.ready.status !== 404) this.#store(path, rendered)
        return rendered
      }
      throw new PageUnsettled(`${path} changed ${ATTEMPTS_MAX} times while it was rendered.`)
    } finally {
      this.#rendersUnderWay -= 1
      // Only a render under way asks about the past.
      if (this.#rendersUnderWay === 0) this.#clock.forget()
    }
  }

  #store(path: string, { ready, tags }: { readonly ready: ReadyBytes; readonly tags: ReadonlySet<string> }) {
    this.#pages.set(path, { ready, tags })
    // One that is larger than the whole store is not kept.
    if (!this.#pages.has(path)) return
    for (const tag of tags) {
      const paths = this.#pathsByTag.get(tag)
      if (paths === undefined) this.#pathsByTag.set(tag, new Set([path]))
      else paths.add(path)
    }
  }

  #leaveIndex(path: string, tags: ReadonlySet<string>) {
    for (const tag of tags) {
      const paths = this.#pathsByTag.get(tag)
      paths?.delete(path)
      if (paths?.size === 0) this.#pathsByTag.delete(tag)
    }
  }
}
