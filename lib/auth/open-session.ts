import { randomBytes } from 'node:crypto'
import { database } from '#lib/db/connection.ts'
import { eq, lt } from 'drizzle-orm'
import { noteEvent } from './audit.ts'
import { makeCookie } from './cookie-headers.ts'
import { SignInRefused } from './errors.ts'
import { type Attempt, requireIdentity } from './provider/attempt.ts'
import { RECOVERY } from './providers.ts'
import { mayEdit } from './roles.ts'
import { sessions, users } from './schema.ts'
import { rolesOfUser } from './session.ts'
import { hashToken } from './session-cookie.ts'
import { sessionEnd } from './session-limits.ts'
import { authSettings } from './settings.ts'

const USER_AGENT_LENGTH_MAX = 300

/** What a session is opened by. */
type Opening = Pick<Attempt, 'identity' | 'sid' | 'userAgent'> & { readonly provider: string }

/** What the log calls the opening of a session. */
type OpeningKind = 'signed-in' | 'confirmed' | 'recovered'

/** A session that was written, and until when its cookie may live. */
interface Written {
  readonly id: string
  readonly until: Date
}

/** Writes a session for `userId`, opened by what was proved.
 *  @throws {SignInRefused} `suspended` for whoever an administrator keeps out */
export async function writeSession(
  opening: Opening,
  sessionToken: string,
  userId: string,
  kind: OpeningKind = 'signed-in',
): Promise<Written> {
  const { environment } = authSettings()
  const now = new Date()
  const [user] = await database().select({ suspendedAt: users.suspendedAt }).from(users).where(eq(users.id, userId))
  if (user?.suspendedAt) throw new SignInRefused('suspended')
  const isStaff = mayEdit(await rolesOfUser(userId))
  // The rows of sessions that ended by themselves go when somebody signs in: nothing else needs them.
  await database().delete(sessions).where(lt(sessions.expires, now))
  const [session] = await database()
    .insert(sessions)
    .values({
      ...requireIdentity(opening),
      sessionToken: hashToken(sessionToken),
      userId,
      provider: opening.provider,
      sid: opening.sid,
      createdAt: now,
      lastUsedAt: now,
      confirmedAt: kind === 'confirmed' ? now : null,
      expires: sessionEnd(environment, now, now, isStaff),
      userAgent: opening.userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    })
    .returning({ id: sessions.id })
  await noteEvent({ kind, userId, provider: opening.provider })
  // The cookie lives as long as the session could with use.
  return { id: session?.id ?? '', until: sessionEnd({ ...environment, SESSION_IDLE_DAYS: environment.SESSION_DAYS }, now, now, isStaff) }
}

/** A session that was opened: its id, and the header value that sets its cookie. */
interface Opened {
  readonly id: string
  readonly cookie: string
}

/** A session for somebody who just proved anew that it is them. */
export function openConfirmedSession(attempt: Attempt, userId: string): Promise<Opened> {
  return openSession(attempt, userId, 'confirmed')
}

/** A session for somebody who came by a link to their recovery address. It proves nothing that asks for a way in. */
export function openRecoveredSession(userId: string, userAgent: string | null): Promise<Opened> {
  const identity = { issuer: authSettings().origin, subject: userId }
  return openSession({ provider: RECOVERY, identity, sid: null, userAgent }, userId, 'recovered')
}

async function openSession(opening: Opening, userId: string, kind: OpeningKind): Promise<Opened> {
  const token = newToken()
  const { id, until } = await writeSession(opening, token, userId, kind)
  return { id, cookie: sessionCookie(token, until) }
}

/** Gives the session a new token, as anything does that changes what it may do: who knew the old one knows nothing now. Returns the
 *  header value that sets the cookie. */
export async function rotateSession(sessionId: string): Promise<string> {
  const { environment } = authSettings()
  const token = newToken()
  const [row] = await database()
    .update(sessions)
    .set({ sessionToken: hashToken(token) })
    .where(eq(sessions.id, sessionId))
    .returning({ userId: sessions.userId, createdAt: sessions.createdAt })
  if (!row) throw new SignInRefused('state')
  const isStaff = mayEdit(await rolesOfUser(row.userId))
  return sessionCookie(
    token,
    sessionEnd({ ...environment, SESSION_IDLE_DAYS: environment.SESSION_DAYS }, row.createdAt, row.createdAt, isStaff),
  )
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function sessionCookie(token: string, until: Date): string {
  return makeCookie(authSettings().origin, 'session', token, Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000)))
}
