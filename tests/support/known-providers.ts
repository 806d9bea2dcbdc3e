import { createHmac } from 'node:crypto'
import { importSPKI, jwtVerify } from 'jose'
import { type Claims, LocalProvider, type Person } from './openid-provider.ts'
import { without } from './sign-in-scene.ts'

/** Google, at its own addresses: its endpoints are on hosts other than its issuer's. */
export function localGoogle(clientId: string, secret: string): LocalProvider {
  return new LocalProvider({
    issuer: 'https://accounts.google.com',
    clientId,
    secret,
    endpoints: {
      authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
      keys: 'https://www.googleapis.com/oauth2/v3/certs',
    },
  })
}

const MICROSOFT = 'https://login.microsoftonline.com'

/** Microsoft Entra ID: the shared endpoints name their issuer with a placeholder, tokens name the tenant of the person. */
export class LocalMicrosoft extends LocalProvider {
  constructor(clientId: string, secret: string, tenant: string) {
    const base = `${MICROSOFT}/${tenant}`
    super({
      issuer: `${base}/v2.0`,
      clientId,
      secret,
      endpoints: {
        authorize: `${base}/oauth2/v2.0/authorize`,
        token: `${base}/oauth2/v2.0/token`,
        keys: `${base}/discovery/v2.0/keys`,
        userinfo: 'https://graph.microsoft.com/oidc/userinfo',
      },
    })
  }

  override async answerOther(url: URL, _init: RequestInit): Promise<Response> {
    const tenant = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(url.pathname)?.[1]
    if (url.origin !== MICROSOFT || tenant === undefined) throw new Error(`The site asked ${url.href}, where nothing is.`)
    const document = (await this.discover().json()) as Claims
    const isShared = tenant === 'common' || tenant === 'organizations'
    return Response.json({ ...document, issuer: `${MICROSOFT}/${isShared ? '{tenantid}' : tenant}/v2.0` })
  }

  override claimsOf(person: Person, nonce: string | null): Claims {
    return { ...super.claimsOf(person, nonce), iss: `${MICROSOFT}/${String(person['tid'])}/v2.0`, ver: '2.0' }
  }
}

/** Login.gov: signed assertions instead of a secret, service levels, long nonces, names at the userinfo endpoint. */
export class LocalLoginGov extends LocalProvider {
  constructor(clientId: string, clientPublicKey: string) {
    const base = 'https://secure.login.gov'
    super({
      issuer: `${base}/`,
      clientId,
      clientPublicKey,
      hasUserInfo: true,
      endpoints: {
        authorize: `${base}/openid_connect/authorize`,
        token: `${base}/api/openid_connect/token`,
        keys: `${base}/api/openid_connect/certs`,
        userinfo: `${base}/api/openid_connect/userinfo`,
      },
    })
  }

  override checkAuthorization(asked: URLSearchParams): void {
    super.checkAuthorization(asked)
    if (!asked.get('acr_values')) throw new Error('Login.gov wants acr_values.')
    if ((asked.get('nonce') ?? '').length < 22) throw new Error('Login.gov wants a nonce of at least 22 characters.')
    if ((asked.get('state') ?? '').length < 22) throw new Error('Login.gov wants a state of at least 22 characters.')
  }
}

/** An address of a GitHub account, as `/user/emails` lists it. */
export interface GitHubEmail {
  readonly email: string
  readonly primary: boolean
  readonly verified: boolean
}

/** GitHub: plain OAuth 2 without id token; who it is and the addresses are two more questions. */
export class LocalGitHub extends LocalProvider {
  emails: readonly GitHubEmail[] = []
  person: Person = { sub: '1' }

  constructor(clientId: string, secret: string) {
    super({
      issuer: 'https://github.com/login/oauth',
      clientId,
      secret,
      endpoints: { authorize: 'https://github.com/login/oauth/authorize', token: 'https://github.com/login/oauth/access_token' },
    })
    this.tricks = { tokens: ({ access_token, token_type }) => ({ access_token, token_type, scope: 'read:user,user:email' }) }
  }

  override checkAuthorization(asked: URLSearchParams): void {
    if (asked.get('client_id') !== this.traits.clientId) throw new Error('unknown client')
    if (asked.get('code_challenge_method') !== 'S256' || !asked.get('state')) throw new Error('no PKCE, or no state')
    if (!asked.get('scope')?.includes('user:email')) throw new Error('The addresses were not asked for.')
  }

  override async answerOther(url: URL, init: RequestInit): Promise<Response> {
    if (!new Headers(init.headers).get('authorization')?.startsWith('Bearer '))
      return Response.json({ message: 'Bad credentials' }, { status: 401 })
    const { sub, ...more } = this.person
    if (url.href === 'https://api.github.com/user') return Response.json({ id: Number(sub), ...more })
    if (url.href === 'https://api.github.com/user/emails') return Response.json(this.emails)
    throw new Error(`The site asked ${url.href}, where nothing is.`)
  }
}

/** Apple: answers by form, a secret that is a JWT of five claims, the name beside the answer and not in a token. */
export class LocalApple extends LocalProvider {
  readonly #key: { readonly teamId: string; readonly keyId: string; readonly publicKey: string }
  readonly secrets: string[] = []

  constructor(clientId: string, key: { readonly teamId: string; readonly keyId: string; readonly publicKey: string }) {
    const base = 'https://appleid.apple.com'
    super({
      issuer: base,
      clientId,
      endpoints: { authorize: `${base}/auth/authorize`, token: `${base}/auth/token`, keys: `${base}/auth/keys` },
    })
    this.#key = key
  }

  override checkAuthorization(asked: URLSearchParams): void {
    if (asked.get('client_id') !== this.traits.clientId) throw new Error('unknown client')
    if (asked.get('code_challenge_method') !== 'S256' || !asked.get('state') || !asked.get('nonce')) throw new Error('a check is missing')
    if (asked.get('scope') !== 'name email') throw new Error('The name and the address were not asked for.')
    if (asked.get('response_mode') !== 'form_post') throw new Error('Apple wants form_post where a scope is asked for.')
  }

  /** The form that its page makes the browser send: the address, its fields, and where it comes from. */
  answerForm(location: string, person: Person, user?: unknown): readonly [string, Record<string, string>, string] {
    const back = this.authorize(location, person)
    const fields = { ...Object.fromEntries(back.searchParams), ...(user !== undefined && { user: JSON.stringify(user) }) }
    return [back.origin + back.pathname, fields, this.traits.issuer]
  }

  override async clientProblem(form: URLSearchParams, headers: Headers): Promise<string | null> {
    const secret = form.get('client_secret') ?? ''
    if (headers.has('authorization') || form.get('client_id') !== this.traits.clientId) return 'client'
    this.secrets.push(secret)
    const key = await importSPKI(this.#key.publicKey, 'ES256')
    try {
      const { protectedHeader } = await jwtVerify(secret, key, {
        issuer: this.#key.teamId,
        subject: this.traits.clientId,
        audience: this.traits.issuer,
        algorithms: ['ES256'],
        requiredClaims: ['iat', 'exp'],
        maxTokenAge: '180d',
      })
      return protectedHeader.kid === this.#key.keyId ? null : 'kid'
    } catch {
      return 'client_secret'
    }
  }

  override refuseToken(problem: string): Response {
    return Response.json({ error: problem.startsWith('client') || problem === 'kid' ? 'invalid_client' : 'invalid_grant' }, { status: 400 })
  }
}

const GRAPH = 'https://graph.facebook.com/v24.0'

/** Facebook: plain OAuth 2, its own form of errors, who it is by a question that shows that one has the secret. */
export class LocalFacebook extends LocalProvider {
  person: Record<string, unknown> = {}
  error: Record<string, unknown> | null = null

  constructor(clientId: string, secret: string) {
    super({
      issuer: 'https://www.facebook.com',
      clientId,
      secret,
      endpoints: { authorize: 'https://www.facebook.com/v24.0/dialog/oauth', token: `${GRAPH}/oauth/access_token` },
    })
    this.tricks = { tokens: ({ access_token }) => ({ access_token, token_type: 'bearer', expires_in: 5_183_944 }) }
  }

  override checkAuthorization(asked: URLSearchParams): void {
    if (asked.get('client_id') !== this.traits.clientId) throw new Error('unknown client')
    if (!asked.get('state')) throw new Error('no state')
    if (asked.has('nonce')) throw new Error('A nonce asks for an id token, which never comes.')
    if (asked.get('scope') !== 'public_profile,email') throw new Error('Facebook separates permissions by commas.')
  }

  override async clientProblem(form: URLSearchParams): Promise<string | null> {
    return form.get('client_id') === this.traits.clientId && form.get('client_secret') === this.traits.secret ? null : 'client'
  }

  override refuseToken(problem: string): Response {
    const message = `Error validating ${problem}`
    return Response.json({ error: { message, type: 'OAuthException', code: 1, fbtrace_id: 'A' } }, { status: 400 })
  }

  override async answerOther(url: URL, init: RequestInit): Promise<Response> {
    if (url.origin + url.pathname !== `${GRAPH}/me`) throw new Error(`The site asked ${url.href}, where nothing is.`)
    const accessToken = new Headers(init.headers).get('authorization')?.replace(/^Bearer /, '') ?? ''
    const proof = createHmac('sha256', this.traits.secret ?? '')
      .update(accessToken)
      .digest('hex')
    if (url.searchParams.get('appsecret_proof') !== proof)
      this.error = { message: 'Invalid appsecret_proof', type: 'GraphMethodException', code: 100 }
    if (this.error) return Response.json({ error: this.error }, { status: 400 })
    const wanted = url.searchParams.get('fields')?.split(',') ?? []
    return Response.json(Object.fromEntries(Object.entries(this.person).filter(([name]) => wanted.includes(name))))
  }
}

/** LinkedIn: no nonce in its tokens, and a web application that sends a PKCE verifier is refused. */
export class LocalLinkedIn extends LocalProvider {
  constructor(clientId: string, secret: string) {
    const base = 'https://www.linkedin.com/oauth'
    super({
      issuer: base,
      clientId,
      secret,
      endpoints: {
        authorize: `${base}/v2/authorization`,
        token: `${base}/v2/accessToken`,
        keys: `${base}/openid/jwks`,
        userinfo: 'https://api.linkedin.com/v2/userinfo',
      },
    })
  }

  override checkAuthorization(asked: URLSearchParams): void {
    if (asked.get('client_id') !== this.traits.clientId) throw new Error('unknown client')
    if (!asked.get('state')) throw new Error('no state')
    if (asked.get('scope') !== 'openid profile email') throw new Error('not the scopes of Sign In with LinkedIn')
  }

  override claimsOf(person: Person, nonce: string | null): Claims {
    return { ...without(super.claimsOf(person, nonce), 'nonce'), locale: { country: 'US', language: 'en' } }
  }

  override async clientProblem(form: URLSearchParams, headers: Headers): Promise<string | null> {
    if (form.has('code_verifier') || headers.has('authorization')) return 'client'
    return form.get('client_id') === this.traits.clientId && form.get('client_secret') === this.traits.secret ? null : 'client'
  }

  override refuseToken(): Response {
    return Response.json({ error: 'invalid_client', error_description: 'Client authentication failed' }, { status: 401 })
  }
}

/** Yahoo: signs with ES256, and takes no PKCE challenge from a client that has a secret. */
export class LocalYahoo extends LocalProvider {
  constructor(clientId: string, secret: string) {
    const base = 'https://api.login.yahoo.com'
    super({
      issuer: base,
      clientId,
      secret,
      algorithm: 'ES256',
      hasUserInfo: true,
      endpoints: {
        authorize: `${base}/oauth2/request_auth`,
        token: `${base}/oauth2/get_token`,
        keys: `${base}/openid/v1/certs`,
        userinfo: `${base}/openid/v1/userinfo`,
      },
    })
  }

  override checkAuthorization(asked: URLSearchParams): void {
    if (asked.has('code_challenge')) throw new Error('unauthorized_client')
    if (asked.get('client_id') !== this.traits.clientId) throw new Error('unknown client')
    if (!asked.get('state') || !asked.get('nonce')) throw new Error('no state, or no nonce')
  }
}
