import { type Claims, LocalProvider, type Person } from './openid-provider.ts'

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
