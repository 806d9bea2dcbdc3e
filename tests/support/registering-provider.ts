import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { errors } from 'oidc-provider'
import { Memory } from '#lib/demo-provider/memory.ts'

/** An OpenID provider that runs by itself, with whom any site may register. */
export interface RegisteringProvider {
  /** `http://localhost:<port>`. */
  readonly issuer: string
  close(): Promise<void>
}

/** Starts a real one (oidc-provider) on a free port of this machine. Its page asks for a name, and takes any.
 *  `methods`: how clients may prove themselves. */
export async function startRegisteringProvider(
  methods?: readonly ('private_key_jwt' | 'client_secret_basic' | 'none')[],
): Promise<RegisteringProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const issuer = `http://localhost:${port}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kty: 'RSA', kid: randomUUID(), alg: 'RS256', use: 'sig' }
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    ttl: { Interaction: 600, AuthorizationCode: 60, AccessToken: 600, IdToken: 600, Grant: 3600, Session: 3600 },
    adapter: Memory,
    // Cookies are shared by all ports of localhost.
    cookies: { keys: [randomUUID()], names: { session: `op-${port}`, interaction: `op-${port}-interaction`, resume: `op-${port}-resume` } },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    pkce: { required: () => true },
    ...(methods && { clientAuthMethods: [...methods] }),
    features: { devInteractions: { enabled: false }, registration: { enabled: true }, registrationManagement: { enabled: true } },
    interactions: { url: (_, { uid }) => `/name/${uid}` },
    findAccount: (_, subject) => ({
      accountId: subject,
      claims: () => ({ sub: subject, name: subject, email: `${subject.toLowerCase()}@example.org` }),
    }),
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc
      if (!client || !session?.accountId) throw new errors.InvalidRequest('nobody is signed in')
      const grant = new ctx.oidc.provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const isPage = request.url?.startsWith('/name/') ?? false
    void (isPage ? askName(provider, request, response) : answer(request, response))
  })
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function askName(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      '<!doctype html><html lang="en"><title>A provider</title><link rel="icon" href="data:,"><form method="post"><label>Name <input name="name"></label> <button>Sign in</button></form>',
    )
    return
  }
  let text = ''
  for await (const part of request) text += String(part)
  const accountId = new URLSearchParams(text).get('name') ?? ''
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false })
}
