import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import { keepKeys } from './keys.ts'
import { choicePage, pagePolicy, problemPage } from './page.ts'
import { DEMONSTRATION_PEOPLE } from './people.ts'
import { makeProvider } from './provider.ts'
import type { DemonstrationSettings } from './settings.ts'

const FORM_BYTES_MAX = 2048

export interface DemonstrationProvider {
  /** The people to whom the site should give the role of an editor. */
  readonly editors: readonly { readonly issuer: string; readonly subject: string }[]
  close(): Promise<void>
}

/** Starts the demonstration's OpenID provider: a real one (oidc-provider), on an origin of its own, whose people have no passwords.
 *  @throws {Error} with `code` EADDRINUSE if its port is taken */
export async function startDemoProvider(settings: DemonstrationSettings): Promise<DemonstrationProvider> {
  const provider = makeProvider(settings, await keepKeys(settings.directory))
  const answer = provider.callback()
  const server = createServer((request, response) => {
    void route(provider, settings, request, response, answer).catch(() => showProblem(settings, response, 500))
  })
  await listen(server, settings)
  return {
    editors: DEMONSTRATION_PEOPLE.filter(({ isEditor }) => isEditor).map(({ subject }) => ({ issuer: settings.issuer, subject })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function route(
  provider: Provider,
  settings: DemonstrationSettings,
  request: IncomingMessage,
  response: ServerResponse,
  answer: ReturnType<Provider['callback']>,
): Promise<void> {
  response.setHeader('content-security-policy', pagePolicy(settings.siteOrigin))
  response.setHeader('x-content-type-options', 'nosniff')
  // Not `no-referrer`, under which browsers send `Origin: null` with the form.
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cache-control', 'no-store')
  const [, first, uid, last] = new URL(request.url ?? '/', settings.issuer).pathname.split('/')
  if (first === '') return redirect(response, `${settings.siteOrigin}/sign-in`)
  if (first !== 'choose' || !uid) return answer(request, response)
  try {
    const details = await provider.interactionDetails(request, response)
    if (details.uid !== uid) return showProblem(settings, response, 400)
    if (last === 'leave')
      return await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'The person went back.' })
    if (request.method !== 'POST')
      return show(response, 200, choicePage(uid, new URL(settings.issuer).host, new URL(settings.siteOrigin).host))
    const person = await chosenPerson(request)
    if (!person || request.headers.origin !== settings.issuer) return showProblem(settings, response, 400)
    const result = { login: { accountId: person, remember: false } }
    const next = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false })
    await leaveTo(provider, person, details.session?.uid)
    redirect(response, next)
  } catch (error) {
    if (error instanceof errors.OIDCProviderError) return showProblem(settings, response, 400)
    throw error
  }
}

/** Forgets who was here before, for `person`: the library would else first sign them out, at the site too, where they may be in another browser. */
async function leaveTo(provider: Provider, person: string, uid: string | undefined): Promise<void> {
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid)
  if (!session || session.accountId === person) return
  delete session.accountId
  delete session.authorizations
  await session.persist()
}

async function chosenPerson(request: IncomingMessage): Promise<string | null> {
  let text = ''
  for await (const part of request) {
    text += String(part)
    if (text.length > FORM_BYTES_MAX) return null
  }
  const wanted = new URLSearchParams(text).get('person')
  return DEMONSTRATION_PEOPLE.find(({ subject }) => subject === wanted)?.subject ?? null
}

function redirect(response: ServerResponse, target: string): void {
  response.writeHead(303, { location: target }).end()
}

function showProblem(settings: DemonstrationSettings, response: ServerResponse, status: number): void {
  if (response.headersSent) response.end()
  else show(response, status, problemPage(settings.siteOrigin))
}

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html)
}

function listen(server: Server, { issuer, host }: DemonstrationSettings): Promise<AddressInfo | string | null> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(new URL(issuer).port), host, () => resolve(server.address()))
  })
}
