import { randomBytes } from 'node:crypto'
import { Auth, type AuthConfig, raw, skipCSRFCheck } from '@auth/core'
import type { ResponseInternal } from '@auth/core/types'
import { adapterFor } from './adapter.ts'
import type { Attempt } from './provider/attempt.ts'
import { configuredProvider } from './provider/configured.ts'
import { returnPath } from './return-address.ts'
import { cookiePrefix } from './session-cookie.ts'
import { authSettings } from './settings.ts'

export const BASE_PATH = '/api/auth'

/** What next-auth answers: where to go next, and the cookies to set. */
export type LibraryAnswer = Pick<ResponseInternal, 'redirect' | 'cookies'>

/**
 * Runs next-auth's core on a request made from scratch, so that no header of the real one but its cookies is believed. The
 * configuration is made for this attempt alone: the origin, the provider and the adapter belong to it.
 * @throws {AuthError} for whatever is refused
 */
export async function runLibrary(
  attempt: Attempt,
  path: string,
  init: { method: 'GET' | 'POST'; cookie: string; form?: URLSearchParams },
): Promise<LibraryAnswer> {
  const settings = authSettings()
  const headers = new Headers({ cookie: init.cookie })
  const request = new Request(new URL(BASE_PATH + path, settings.origin), {
    method: init.method,
    headers,
    ...(init.form && { body: init.form }),
  })
  let failure: Error | undefined
  const config: AuthConfig & { raw: typeof raw } = {
    ...shared(settings.origin, settings.environment.SESSION_DAYS),
    secret: settings.secret,
    providers: [await configuredProvider(settings, attempt)],
    adapter: adapterFor(attempt),
    raw,
    // Refusals are noted by index.ts, without the claims that the library would print.
    logger: { error: (error) => void (failure ??= error), warn: () => {}, debug: () => {} },
  }
  const answer: ResponseInternal | Response = await Auth(request, config)
  // The library throws only errors of its own classes; for others it answers with a redirect to its error page.
  if (answer instanceof Response) throw failure ?? new Error('The library refused without a reason.')
  return answer
}

function shared(origin: string, sessionDays: number): Omit<AuthConfig, 'providers'> {
  const prefix = cookiePrefix(origin)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: prefix.startsWith('__Host-') } as const
  const cookie = (name: string): { name: string; options: typeof options } => ({ name: prefix + name, options })
  return {
    basePath: BASE_PATH,
    trustHost: true,
    // The forms and links that get here were checked by index.ts.
    skipCSRFCheck,
    session: { strategy: 'database', maxAge: sessionDays * 86_400, generateSessionToken: () => randomBytes(32).toString('base64url') },
    cookies: {
      sessionToken: cookie('session'),
      callbackUrl: cookie('callback'),
      csrfToken: cookie('csrf'),
      pkceCodeVerifier: cookie('pkce'),
      state: cookie('state'),
      nonce: cookie('nonce'),
    },
    callbacks: { redirect: ({ url, baseUrl }) => baseUrl + returnPath(baseUrl, url, '/') },
  }
}
