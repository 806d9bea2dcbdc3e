import { and, eq, lt } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { readMetadata } from './discovery.ts'
import { TokenRefused } from './errors.ts'
import { IssuerRefused } from './issuers/issuer-refused.ts'
import { type SignedOut, verifyLogoutToken } from './logout-token.ts'
import { FormRefused, readForm } from './own-form.ts'
import { findUsableProvider } from './provider/configured.ts'
import { findRelyingParty } from './provider/relying-party.ts'
import { logoutTokens, sessions } from './schema.ts'
import { hashToken } from './session-cookie.ts'
import { authSettings } from './settings.ts'

/** Longer than any clock lets a logout token pass: issued within 10 minutes, give or take 30 seconds. */
const USED_MS = 3_600_000

/**
 * Takes a logout token that the server of `provider` sends, and ends the sessions that it names: at once, whatever their browsers do.
 * 200 if it was taken, sessions or none; 400 if it was refused; 503 if the provider's keys can't be had, so that it may send it again.
 * @see OpenID Connect Back-Channel Logout 1.0, sections 2.5 to 2.8
 */
export async function receiveLogoutToken(request: Request, provider: string): Promise<Response> {
  const settings = authSettings()
  try {
    const known = await findUsableProvider(settings, provider)
    const party = known && (await findRelyingParty(settings, known))
    if (!party) return answer(404)
    const form = await readForm(request)
    const [token, ...more] = form.getAll('logout_token')
    if (more.length > 0) throw new TokenRefused('logout token', 'twice')
    const { issuer, jwks_uri: keysAddress } = await readMetadata(settings.outward, party.issuer)
    const signedOut = await verifyLogoutToken(settings.outward, token, { issuer, clientId: party.clientId, keysAddress })
    await endSessions(issuer, signedOut)
    return answer(200)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    if (error instanceof TokenRefused) {
      settings.log(`Sign-out by ${provider} refused: ${error.token}: ${error.code}.`)
      return answer(400, { error: 'invalid_request', error_description: error.message })
    }
    // An issuer that somebody named, and to which the site is nothing any more.
    if (error instanceof IssuerRefused) return answer(404)
    if (!(error instanceof OutwardRefused)) throw error
    settings.log(`Sign-out by ${provider} put off: outward request: ${error.code}.`)
    return answer(503)
  }
}

/** Ends the sessions and spends the token, both or neither: what broke off in between can be sent again. */
async function endSessions(issuer: string, { sid, subject, jti }: SignedOut, now: Date = new Date()): Promise<void> {
  await database().transaction(async (transaction) => {
    await transaction.delete(logoutTokens).where(lt(logoutTokens.expiresAt, now))
    const spent = await transaction
      .insert(logoutTokens)
      .values({ tokenHash: hashToken(`${issuer} ${jti}`), expiresAt: new Date(now.getTime() + USED_MS) })
      .onConflictDoNothing()
      .returning()
    if (spent.length === 0) throw new TokenRefused('logout token', 'used before')
    await transaction
      .delete(sessions)
      .where(
        and(
          eq(sessions.issuer, issuer),
          sid === null ? undefined : eq(sessions.sid, sid),
          subject === null ? undefined : eq(sessions.subject, subject),
        ),
      )
  })
}

function answer(status: number, body?: Readonly<Record<string, string>>): Response {
  const headers = { 'cache-control': 'no-store' }
  return body ? Response.json(body, { status, headers }) : new Response(null, { status, headers })
}
