import { database } from '#lib/db/connection.ts'
import { and, eq, ne } from 'drizzle-orm'
import { noteEvent } from './audit.ts'
import { SignInRefused } from './errors.ts'
import type { Errand, ErrandKind } from './errand.ts'
import { allowLinking, mayLink, offerMerge, spendLeave } from './link-intent.ts'
import { openConfirmedSession, rotateSession } from './open-session.ts'
import { type Attempt, requireIdentity } from './provider/attempt.ts'
import { accounts, sessions, users } from './schema.ts'
import { endSession, personOf } from './session.ts'

/** Providers without id tokens. */
const PLAIN_OAUTH: ReadonlySet<string> = new Set(['github', 'facebook'])

/** What a sign-in may be begun for, when whoever sends this Cookie header wants it for `wanted`.
 *  @throws {SignInRefused} `confirm` if they want to add a way in without having proved who they are a moment ago */
export async function beginErrand(wanted: ErrandKind, cookieHeader: string | null): Promise<Errand> {
  const person = wanted === 'sign-in' ? null : await personOf(cookieHeader)
  // Whoever is not signed in can only sign in: the page they come back to asks for what it needs.
  if (wanted === 'sign-in' || !person) return { kind: 'sign-in', sessionId: null }
  if (wanted === 'link' && !(await mayLink(person.sessionId))) throw new SignInRefused('confirm')
  return { kind: wanted, sessionId: person.sessionId }
}

/** What came of an errand. */
export interface ErrandEnd {
  readonly cookies: readonly string[]
  /** Whether what was proved has an account of its own here, which may be joined with the person's. */
  readonly mergeOffered: boolean
}

/**
 * Does what was asked for, with what `attempt` proved. The session must be the one in which it was begun, and its cookie must have come
 * along: so a callback that was swapped into another browser links nothing.
 * @throws {SignInRefused} `state` for another session, `person` if somebody else than whoever is signed in was proved
 */
export async function finishErrand({ kind, sessionId }: Errand, attempt: Attempt, cookieHeader: string): Promise<ErrandEnd> {
  const person = await personOf(cookieHeader)
  if (!person || person.sessionId !== sessionId) throw new SignInRefused('state')
  const { issuer, subject } = requireIdentity(attempt)
  const [known] = await database()
    .select({ userId: accounts.userId, suspendedAt: users.suspendedAt })
    .from(accounts)
    .innerJoin(users, eq(users.id, accounts.userId))
    .where(and(eq(accounts.issuer, issuer), eq(accounts.subject, subject)))
  if (kind === 'confirm') {
    if (known?.userId !== person.id) throw new SignInRefused('person')
    const session = await openConfirmedSession(attempt, person.id)
    await allowLinking(session.id)
    await endSession(cookieHeader)
    return { cookies: [session.cookie], mergeOffered: false }
  }
  if (!(await spendLeave(sessionId))) throw new SignInRefused('confirm')
  if (known && known.userId !== person.id) {
    if (known.suspendedAt) throw new SignInRefused('suspended')
    await offerMerge(sessionId, known.userId)
    return { cookies: [], mergeOffered: true }
  }
  if (!known) await link(attempt, person.id)
  // What another way in may do, all sessions of the person may do now: this one gets a new token, the others end.
  await database()
    .delete(sessions)
    .where(and(eq(sessions.userId, person.id), ne(sessions.id, sessionId)))
  return { cookies: [await rotateSession(sessionId)], mergeOffered: false }
}

async function link(attempt: Attempt, userId: string): Promise<void> {
  const { issuer, subject } = requireIdentity(attempt)
  const type = PLAIN_OAUTH.has(attempt.provider) ? ('oauth' as const) : ('oidc' as const)
  await database().insert(accounts).values({ userId, issuer, subject, type, provider: attempt.provider, providerAccountId: subject })
  await noteEvent({ kind: 'linked', userId, provider: attempt.provider })
}
