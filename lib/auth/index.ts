import { database } from '#lib/db/connection.ts'
import { localPath } from '#lib/i18n/languages.ts'
import { and, eq, inArray } from 'drizzle-orm'
import { noteEvent } from './audit.ts'
import { errandOf, type ErrandKind } from './errand.ts'
import { beginErrand, finishErrand } from './finish-errand.ts'
import { answerFormPost, answersByFormPost } from './form-post.ts'
import { rememberProvider } from './last-provider.ts'
import { readableHint } from './login-hint.ts'
import { refusalOf } from './refusal.ts'
import { BASE_PATH, runLibrary } from './library.ts'
import { FormRefused, readOwnForm } from './own-form.ts'
import { isOwnLink, isTicket } from './own-request.ts'
import { type Attempt, requireIdentity } from './provider/attempt.ts'
import { type IssuerId, isIssuerId } from './issuers/issuer-id.ts'
import { clientRefusal, isUnknownClient, prepareIssuer } from './issuers/issuer-provider.ts'
import { noteIssuerError, noteIssuerUse } from './issuers/known-issuers.ts'
import { findUsableProvider } from './provider/configured.ts'
import type { ProviderId } from './providers.ts'
import { languageOf, returnPath, signInPath } from './return-address.ts'
import { accounts, users } from './schema.ts'
import { endSession, personOf } from './session.ts'
import { cookiePrefix, cookieValue } from './session-cookie.ts'
import { seeOther } from './see-other.ts'
import { authSettings } from './settings.ts'
import { keepState, spendState } from './sign-in-state.ts'
import { beginSignOut } from './sign-out-state.ts'
import { userAgentOf } from './user-agent.ts'
import { clearCookie, setCookies, withoutSession } from './cookie-headers.ts'

const QUERY_LENGTH_MAX = 8192
const FALLBACK = '/my'
/** How providers say that the person declined. LinkedIn and Apple have words of their own. */
const DECLINED = new Set(['access_denied', 'user_cancelled_login', 'user_cancelled_authorize'])
const MERGE_PATH = '/my/account/merge'

/** Answers everything below `/api/auth`: the start of a sign-in, the provider's answer, signing out. Never throws. */
export async function handleAuth(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [action, named, ...rest] = url.pathname.slice(BASE_PATH.length + 1).split('/')
  if (rest.length > 0) return notFound()
  try {
    if (request.method === 'POST' && action === 'sign-out' && named === undefined) return await signOut(request)
    if (request.method === 'POST' && action === 'callback' && answersByFormPost(named)) return await answerFormPost(request, named)
    if (request.method !== 'GET' || named === undefined || (action !== 'start' && action !== 'callback')) return notFound()
    if (authSettings().environment.SIGN_IN === 'off') return seeOther(signInPath('/', { error: 'off' }))
    const provider = await findUsableProvider(authSettings(), named)
    if (!provider) return seeOther(signInPath(FALLBACK, { error: 'provider' }))
    return action === 'start' ? await start(request, url, provider) : await finish(request, url, provider)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    return refuse(named ?? action ?? '', error, FALLBACK, [])
  }
}

/** Sends the browser to the provider, if one of our own pages asked for it; else to our page that asks first. */
async function start(request: Request, url: URL, provider: ProviderId): Promise<Response> {
  const { origin } = authSettings()
  const callbackPath = returnPath(origin, url.searchParams.get('callbackUrl'), FALLBACK)
  if (!isOwnLink(request.headers) && !isTicket(url.searchParams.get('ticket'), provider)) {
    return seeOther(signInPath(callbackPath).replace('/sign-in?', `/sign-in/${provider}?`))
  }
  try {
    const errand = await beginErrand(errandOf(callbackPath), request.headers.get('cookie'))
    if (isIssuerId(provider)) await prepareIssuer(authSettings(), provider)
    const form = new URLSearchParams({ callbackUrl: callbackPath })
    const hint = readableHint(url.searchParams.get('login_hint'))
    const more = hint === null ? '' : `?${new URLSearchParams({ login_hint: hint }).toString()}`
    const attempt = attemptOf(request, provider, errand.kind)
    const answer = await runLibrary(attempt, `/signin/${provider}${more}`, { method: 'POST', cookie: '', form })
    const state = answer.redirect && new URL(answer.redirect).searchParams.get('state')
    if (!answer.redirect || !state) throw new Error('The library made no authorization request.')
    await keepState(state, provider, errand)
    return seeOther(answer.redirect, setCookies(answer.cookies ?? []))
  } catch (error) {
    return refuse(provider, error, callbackPath, [])
  }
}

/** Takes the provider's answer, once, and opens a session. Whoever was signed in before is not looked at: nothing is linked to them,
 *  and their session ends when the new one has begun. */
async function finish(request: Request, url: URL, provider: ProviderId): Promise<Response> {
  const { origin } = authSettings()
  const cookies = request.headers.get('cookie') ?? ''
  const callbackPath = returnPath(origin, cookieValue(cookies, `${cookiePrefix(origin)}callback`), FALLBACK)
  const cleared = ['state', 'pkce', 'nonce', 'callback'].map((name) => clearCookie(origin, name))
  const state = url.searchParams.get('state')
  const names = [...url.searchParams.keys()]
  if (url.search.length > QUERY_LENGTH_MAX || new Set(names).size < names.length)
    return refuse(provider, 'form of the callback', callbackPath, cleared)
  const errand = state === null ? null : await spendState(state, provider)
  if (!errand) return refuse(provider, 'state', callbackPath, cleared)
  const attempt = attemptOf(request, provider, errand.kind, url.searchParams)
  try {
    const answer = await runLibrary(attempt, `/callback/${provider}${url.search}`, { method: 'GET', cookie: withoutSession(cookies) })
    requireIdentity(attempt)
    if (!answer.redirect) throw new Error('The library did not say where to go.')
    if (isIssuerId(provider)) await noteIssuerUse(provider)
    if (errand.kind !== 'sign-in') {
      const end = await finishErrand(errand, attempt, cookies)
      return seeOther(end.mergeOffered ? localPath(languageOf(callbackPath), MERGE_PATH) : callbackPath, [...cleared, ...end.cookies])
    }
    await endSession(cookies)
    await keepDetails(attempt)
    return seeOther(callbackPath, [...setCookies(answer.cookies ?? []), clearCookie(origin, 'callback'), rememberProvider(provider)])
  } catch (error) {
    const code = url.searchParams.get('error')
    const isOurs = isIssuerId(provider) && isUnknownClient(code)
    return refuse(provider, isOurs ? await clientRefusal(provider) : error, callbackPath, cleared, DECLINED.has(code ?? ''))
  }
}

async function signOut(request: Request): Promise<Response> {
  const form = await readOwnForm(request)
  const { origin } = authSettings()
  const person = await personOf(request.headers.get('cookie'), false)
  const provider = await endSession(request.headers.get('cookie'))
  if (person) await noteEvent({ kind: 'signed-out', userId: person.id, provider })
  const callbackPath = returnPath(origin, form.get('callbackUrl'), '/')
  const cookies = [clearCookie(origin, 'session'), ...(provider === null ? [] : [beginSignOut(provider)])]
  return seeOther(signInPath(callbackPath, { signedOut: provider ?? 'yes' }), cookies)
}

/** People change their name at their provider: what it says now is what is shown. */
async function keepDetails(attempt: Attempt): Promise<void> {
  const { issuer, subject } = requireIdentity(attempt)
  if (!attempt.details) return
  const owner = database()
    .select({ id: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.issuer, issuer), eq(accounts.subject, subject)))
  await database().update(users).set(attempt.details).where(inArray(users.id, owner))
}

function attemptOf(request: Request, provider: ProviderId, errand: ErrandKind, answer: URLSearchParams = new URLSearchParams()): Attempt {
  return { provider, identity: null, details: null, sid: null, answer, userAgent: userAgentOf(request.headers), errand }
}

/** The person goes to the sign-in page, which says why in plain words; the log gets one line. */
async function refuse(
  provider: string,
  error: unknown,
  callbackPath: string,
  cookies: readonly string[],
  isDenied = false,
): Promise<Response> {
  const { code, reason } = error instanceof Error ? refusalOf(error, isDenied) : { code: 'state', reason: String(error) }
  authSettings().log(`Sign-in with ${provider.slice(0, 40)} refused (${code}): ${reason}.`)
  // Without a database there is no log to write to, and the person is told all the same.
  await noteEvent({ kind: 'refused', provider, detail: `${code}: ${reason}` }).catch(() => {})
  // What people do is no fault of the issuer's.
  if (isIssuerId(provider) && code !== 'state' && code !== 'cancelled') await noteFault(provider, `${code}: ${reason}`)
  return seeOther(signInPath(callbackPath, { error: code }), cookies)
}

async function noteFault(provider: IssuerId, reason: string): Promise<void> {
  try {
    await noteIssuerError(provider, reason)
  } catch (error) {
    // The person is answered all the same.
    authSettings().log(`The error of ${provider} could not be noted: ${error instanceof Error ? error.name : 'unknown'}.`)
  }
}

function notFound(): Response {
  return new Response('There is nothing here.\n', {
    status: 404,
    headers: { 'content-type': 'text/plain', 'cache-control': 'private, no-store' },
  })
}
