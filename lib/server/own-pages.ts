import { LRUCache } from 'lru-cache'
import type { ChangeClock } from './change-clock.ts'
import { makeNonce, type MarkedAnswer } from './pass-to-next.ts'

/** As long a page is held at most: some of what it shows follows from the time, as that a mail is due. */
const HELD_MS_MAX = 5 * 60_000
const BYTES_MAX = 32 * 1024 * 1024

/** Whose page it is, and in which state everything of theirs is: the name of their session, and a text that is another after each change. */
export interface OwnState {
  readonly session: string
  readonly state: string
}

interface OwnPage {
  readonly answer: MarkedAnswer
  readonly state: string
  readonly since: number
}

/** The first page of each who came back to it, held as Next made it while nothing changed: nothing of theirs, and nothing that is published. It is sent to the
 *  same session alone, after that was looked up, and with a nonce of its own each time.
 *  @see docs/decisions/0275-an-own-page-is-held-while-nothing-changes.md */
export class OwnPages {
  readonly #clock: ChangeClock
  readonly #stateOf: (cookies: string) => Promise<OwnState | null>
  readonly #pages = new LRUCache<string, OwnPage>({
    ttl: HELD_MS_MAX,
    // What is one person's lies about no longer than it may be sent.
    ttlAutopurge: true,
    maxSize: BYTES_MAX,
    sizeCalculation: ({ answer }, key) => answer.body.byteLength + key.length + 2000,
  })

  /** `stateOf` looks up the session of a Cookie header: null for a stranger. */
  constructor(stateOf: (cookies: string) => Promise<OwnState | null>, clock: ChangeClock) {
    this.#stateOf = stateOf
    this.#clock = clock
  }

  /** The page at `path` for whoever sent `cookies`: what is held, else what `ask` answers. Nothing but a whole page that sets no cookie is held. */
  async find(path: string, cookies: string, ask: () => Promise<MarkedAnswer>): Promise<MarkedAnswer> {
    // Both are taken before the page is made: what changes while it is made is found changed the next time.
    const since = this.#clock.now
    const own = await this.#stateOf(cookies)
    if (own === null) return ask()
    const key = `${own.session} ${path}`
    const held = this.#pages.get(key)
    if (held?.since === since && held.state === own.state) return withNonce(held.answer, makeNonce())
    const answer = await ask()
    if (answer.status === 200 && answer.headers['set-cookie'] === undefined) this.#pages.set(key, { answer, state: own.state, since })
    return answer
  }
}

/** `answer` as if Next had been given `nonce`. */
function withNonce(answer: MarkedAnswer, nonce: string): MarkedAnswer {
  const anew = (text: string) => text.replaceAll(answer.nonce, nonce)
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, typeof value === 'string' ? anew(value) : value] as const)
  // A byte a character: nothing else in it is changed.
  const body = Buffer.from(anew(answer.body.toString('latin1')), 'latin1')
  return { ...answer, headers: Object.fromEntries(headers), body, nonce }
}
