/** What stands between the Studio and whoever is asked to sign in again. */
export interface SignInAgain {
  /** Asks the editor to sign in again, and shows that until `close`. */
  ask(): { readonly wrongPerson: () => void; readonly close: () => void }
  /** Resolves when it is worth looking again: after a while, or when the editor comes back to this tab. */
  wait(): Promise<void>
}

export interface PatientOptions {
  /** Our own origin, whose lake knows sessions. */
  readonly origin: string
  readonly fetch: typeof globalThis.fetch
  readonly signInAgain: SignInAgain
}

const UNAUTHORIZED = 401
const STREAM_PATH = /\/data\/(?:listen|live\/events)\/[^/]+$/
/** How the Studio learns who is signed in, and signs out: what it is told there must be true at once. */
const OPEN_PATH = /\/(?:users\/me|auth\/[a-z]+)$/

/**
 * A `fetch` for which a session that ended is a pause. What the lake refuses because nobody is signed in any more waits, the editor is asked to sign
 * in again beside it, and then it is sent again as it was: so the Studio never learns of it, and nothing that was typed is lost. A stream is
 * asked for only once somebody is signed in, because strangers would be shown what is published in place of the draft.
 * @see docs/decisions/0274-a-session-that-ends-is-a-pause.md
 */
export function createPatientFetch({ origin, fetch, signInAgain }: PatientOptions): typeof globalThis.fetch {
  let editor: string | null = null
  let pause: Promise<void> | null = null
  let look: ReturnType<typeof whoIsIt> | null = null
  let hasLeft = false

  /** Who is signed in now, if that can be told at the moment. */
  async function whoIsIt(): Promise<{ id: string } | 'nobody' | 'unknown'> {
    try {
      const answer = await fetch(`${origin}/lake/v2025-02-19/users/me`, { credentials: 'include' })
      if (answer.status === UNAUTHORIZED) return 'nobody'
      const person: unknown = answer.ok ? await answer.json() : null
      const id = typeof person === 'object' && person !== null && 'id' in person ? person.id : null
      return typeof id === 'string' ? { id } : 'unknown'
    } catch {
      return 'unknown'
    }
  }

  async function askUntilBack(): Promise<void> {
    const dialog = signInAgain.ask()
    try {
      for (;;) {
        await signInAgain.wait()
        const found = await whoIsIt()
        if (typeof found === 'string') continue
        if (editor === null || found.id === editor) return
        // What was typed is this editor's, and must not be written as another's.
        dialog.wrongPerson()
      }
    } finally {
      dialog.close()
      pause = null
    }
  }

  /** Resolves when the editor is signed in; at once, if they are, or if that can't be told. */
  async function signedIn(): Promise<void> {
    if (pause) return pause
    // The Studio opens its streams together: one look is for all.
    look ??= whoIsIt().finally(() => (look = null))
    const found = await look
    if (typeof found !== 'string') editor ??= found.id
    if (found === 'nobody' && !hasLeft) pause ??= askUntilBack()
    if (pause) await pause
  }

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, origin)
    if (url.origin !== origin || !url.pathname.startsWith('/lake/') || hasLeft) return fetch(input, init)
    if (OPEN_PATH.test(url.pathname)) {
      if (url.pathname.endsWith('/auth/logout')) hasLeft = true
      return fetch(input, init)
    }
    if (STREAM_PATH.test(url.pathname)) await signedIn()
    // A request with a body can be sent once; what is sent is kept until it was taken.
    const again = input instanceof Request ? input.clone() : input
    const answer = await fetch(input, init)
    if (answer.status !== UNAUTHORIZED) return answer
    await signedIn()
    return fetch(again, init)
  }
}
