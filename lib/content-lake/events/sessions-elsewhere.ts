/** A tab announces itself each half minute; one that has not for so long is gone, and its instance perhaps too. */
const expiresAfterMs = 75_000
const mostSessions = 10_000

/** The sessions of the Studio that other instances have told of. */
export class SessionsElsewhere {
  readonly #sessions = new Map<string, { readonly holder: string; readonly seenAt: number }>()

  /** The id of whoever announced `session`; null if nobody did of late. */
  holder(session: string): string | null {
    return this.#sessions.get(session)?.holder ?? null
  }

  note(session: string, holder: string): void {
    this.#sessions.delete(session)
    if (this.#sessions.size < mostSessions) this.#sessions.set(session, { holder, seenAt: performance.now() })
  }

  forget(session: string): void {
    this.#sessions.delete(session)
  }

  /** Forgets the sessions of which nothing was heard for too long, and gives them. */
  expired(): readonly { readonly session: string; readonly holder: string }[] {
    const gone: { session: string; holder: string }[] = []
    for (const [session, { holder, seenAt }] of this.#sessions) {
      // In the order in which they were heard of.
      if (performance.now() - seenAt < expiresAfterMs) break
      this.#sessions.delete(session)
      gone.push({ session, holder })
    }
    return gone
  }
}
