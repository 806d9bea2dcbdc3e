/** A tab announces itself each half minute; one that has not for so long is gone, and its instance perhaps too. */
const expiresAfterMs = 75_000
const mostSessions = 10_000

/** Whose a session is, and on which dataset. */
interface Session {
  readonly holder: string
  readonly dataset: string
}

/** The sessions of the Studio that other instances have told of. */
export class SessionsElsewhere {
  readonly #sessions = new Map<string, Session & { readonly seenAt: number }>()

  /** The id of whoever announced `session`; null if nobody did of late. */
  holder(session: string): string | null {
    return this.#sessions.get(session)?.holder ?? null
  }

  note(session: string, whose: Session): void {
    this.#sessions.delete(session)
    if (this.#sessions.size < mostSessions) this.#sessions.set(session, { ...whose, seenAt: performance.now() })
  }

  forget(session: string): void {
    this.#sessions.delete(session)
  }

  /** Forgets the sessions of which nothing was heard for too long, and gives them. */
  expired(): readonly (Session & { readonly session: string })[] {
    const gone: (Session & { session: string })[] = []
    for (const [session, { holder, dataset, seenAt }] of this.#sessions) {
      // In the order in which they were heard of.
      if (performance.now() - seenAt < expiresAfterMs) break
      this.#sessions.delete(session)
      gone.push({ session, holder, dataset })
    }
    return gone
  }
}
