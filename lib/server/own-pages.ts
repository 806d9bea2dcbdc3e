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
    // What is one person's lies about no longer than that, whether it is asked for or not.
    ttlAutopurge: true,
    maxSize: BYTES_MAX,
    sizeCalculation: ({ answer }, key) => answer.body.byteLength + key.length + 2000,
  })

  /** `stateOf` looks up the session of a Cookie header: null for a stranger. */
  constructor(stateOf: (cookies: string) => Promise<OwnState | null>, clock: ChangeClock) {
    this.#stateOf = stateOf
    this.#clock = clock
  }

  /** The page at `path` for whoever sent `cookies`: what is held, else what `ask` answers. Nothing but a whole page is held, that sets no cookie and is not passing. */
  async find(path: string, cookies: string, ask: () => Promise<MarkedAnswer>): Promise<MarkedAnswer> {
    const since = this.#clock.now
    const own = await this.#stateOf(cookies)
    if (own === null) return ask()
    const key = `${own.session} ${path}`
    const held = this.#pages.get(key)
    if (held?.since === since && held.state === own.state) return withNonce(held.answer, makeNonce())
    const answer = await ask()
    if (mayBeHeld(answer) && (await this.#isStill(own, cookies))) this.#pages.set(key, { answer, state: own.state, since })
    return answer
  }

  /** Whether nothing of theirs changed while the page was made: what was added and is taken away again would leave the state of before. What is published meanwhile
   *  is told by `since`. */
  async #isStill({ session, state }: OwnState, cookies: string): Promise<boolean> {
    const now = await this.#stateOf(cookies)
    return now?.session === session && now.state === state
  }
}

function mayBeHeld({ status, headers, isPassing }: MarkedAnswer): boolean {
  return status === 200 && headers['set-cookie'] === undefined && !isPassing
}

/** `answer` as if Next had been given `nonce`. */
function withNonce(answer: MarkedAnswer, nonce: string): MarkedAnswer {
  const anew = (text: string) => text.replaceAll(answer.nonce, nonce)
  const headers = Object.entries(answer.headers).map(([name, value]) => {
    if (typeof value === 'string') return [name, anew(value)] as const
    return [name, Array.isArray(value) ? value.map(anew) : value] as const
  })
  // A byte a character: nothing else in it is changed.
  const body = Buffer.from(anew(answer.body.toString('latin1')), 'latin1')
  return { ...answer, headers: Object.fromEntries(headers), body, nonce }
}
