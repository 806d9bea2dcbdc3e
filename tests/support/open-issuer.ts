import { randomUUID } from 'node:crypto'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { clientDocument, KEYS_PATH } from '#lib/auth/issuers/client-document.ts'
import { siteKeys } from '#lib/auth/issuers/site-key.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import type { Outward } from '#lib/auth/outward.ts'
import { basicCredentials, type Claims, LocalProvider, type Person } from './openid-provider.ts'

interface Client {
  readonly redirectUris: readonly string[]
  readonly method: string
  readonly secret?: string
  readonly keys?: JSONWebKeySet
}

/** How an issuer takes in sites that it has never heard of. */
export interface OpenTraits {
  readonly methods?: readonly string[]
  readonly takesDocuments?: boolean
  readonly takesRegistrations?: boolean
  /** Whether a registration can be read again (RFC 7592). */
  readonly isManaged?: boolean
  /** When the secrets that it gives end, in seconds since 1970. */
  readonly secretEnds?: number
  /** What it answers to a registration in place of an honest answer. */
  readonly registrationAnswer?: (asked: Claims, honest: Claims) => Response
  /** Which issuer each resource belongs to, as WebFinger tells. */
  readonly webFinger?: Readonly<Record<string, string>>
}

/** An issuer that a site can come to know by itself; honest until it is given tricks. */
export class OpenIssuer extends LocalProvider {
  readonly open: OpenTraits
  readonly clients = new Map<string, Client>()
  registrations: Claims[] = []
  #sentBy = ''

  constructor(issuer: string, open: OpenTraits = { takesRegistrations: true }) {
    super({ issuer, clientId: '' })
    this.open = open
  }

  override describe(): Claims {
    const { origin } = new URL(this.traits.issuer)
    return {
      ...super.describe(),
      token_endpoint_auth_methods_supported: this.open.methods ?? ['client_secret_basic', 'private_key_jwt'],
      authorization_response_iss_parameter_supported: true,
      ...(this.open.takesDocuments && { client_id_metadata_document_supported: true }),
      ...(this.open.takesRegistrations && { registration_endpoint: `${origin}/register` }),
    }
  }

  override async answerOther(url: URL, init: RequestInit): Promise<Response> {
    if (url.pathname === '/.well-known/webfinger') {
      const href = this.open.webFinger?.[url.searchParams.get('resource') ?? '']
      if (href === undefined) return Response.json({}, { status: 404 })
      const rel = url.searchParams.get('rel') ?? ''
      return Response.json({
        links: [
          { rel: 'self', href: 'https://other.example' },
          { rel, href },
        ],
      })
    }
    if (url.pathname === '/register' && init.method === 'POST') return this.#register((await new Response(init.body).json()) as Claims)
    if (url.pathname.startsWith('/register/')) return this.#read(url, new Headers(init.headers))
    if (url.pathname.endsWith('/.well-known/openid-configuration') && url.href !== this.#discoveryAddress)
      return Response.json({}, { status: 404 })
    return super.answerOther(url, init)
  }

  override authorize(location: string, person: Person): URL {
    const back = super.authorize(location, person)
    if (!back.searchParams.has('iss')) back.searchParams.set('iss', this.traits.issuer)
    return back
  }

  override checkAuthorization(asked: URLSearchParams): void {
    this.#sentBy = asked.get('client_id') ?? ''
    const client = this.clients.get(this.#sentBy) ?? this.#fetchClient(this.#sentBy)
    if (!client) throw new Error('unknown client')
    if (!client.redirectUris.includes(asked.get('redirect_uri') ?? '')) throw new Error('redirect_uri')
    if (asked.get('code_challenge_method') !== 'S256' || !asked.get('state') || !asked.get('nonce'))
      throw new Error('no PKCE, state or nonce')
  }

  override claimsOf(person: Person, nonce: string | null): Claims {
    return { ...super.claimsOf(person, nonce), aud: this.#sentBy }
  }

  override async clientProblem(form: URLSearchParams, headers: Headers): Promise<string | null> {
    const { id: basicId, secret: basicSecret } = basicCredentials(headers)
    const id = form.get('client_id') ?? basicId ?? ''
    const assertion = form.get('client_assertion')
    const client = this.clients.get(assertion === null ? id : this.#sentBy)
    if (!client) return 'client'
    switch (client.method) {
      case 'private_key_jwt': {
        if (assertion === null || !client.keys) return 'client'
        const rules = { issuer: this.#sentBy, subject: this.#sentBy, audience: this.endpoint('token'), requiredClaims: ['jti', 'exp'] }
        return jwtVerify(assertion, createLocalJWKSet(client.keys), rules).then(
          () => null,
          () => 'client',
        )
      }
      case 'client_secret_basic':
        return basicSecret === client.secret ? null : 'client'
      case 'client_secret_post':
        return form.get('client_secret') === client.secret ? null : 'client'
      default:
        return headers.has('authorization') || assertion !== null ? 'client' : null
    }
  }

  get #discoveryAddress(): string {
    return `${this.traits.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  }

  #register(asked: Claims): Response {
    this.registrations.push(asked)
    const id = `client-${randomUUID()}`
    const method = String(asked['token_endpoint_auth_method'])
    const secret = method.startsWith('client_secret') ? `secret ${randomUUID()}` : undefined
    const keys = asked['jwks_uri'] === undefined ? undefined : this.#siteKeys
    const redirectUris = asked['redirect_uris'] as string[]
    this.clients.set(id, { redirectUris, method, ...(secret && { secret }), ...(keys && { keys }) })
    const honest = this.#registration(id)
    return this.open.registrationAnswer?.(asked, honest) ?? Response.json(honest, { status: 201 })
  }

  #read(url: URL, headers: Headers): Response {
    const id = url.pathname.slice('/register/'.length)
    const isKnown = this.clients.has(id) && headers.get('authorization') === `Bearer token of ${id}`
    return isKnown ? Response.json(this.#registration(id)) : Response.json({ error: 'invalid_token' }, { status: 401 })
  }

  #registration(id: string): Claims {
    const client = this.clients.get(id)
    return {
      client_id: id,
      token_endpoint_auth_method: client?.method,
      ...(client?.secret && { client_secret: client.secret, client_secret_expires_at: this.open.secretEnds ?? 0 }),
      ...(this.open.isManaged && {
        registration_client_uri: `${new URL(this.traits.issuer).origin}/register/${id}`,
        registration_access_token: `token of ${id}`,
      }),
    }
  }

  /** What the site's key is, fetched before the test so that it can be had at once. */
  #siteKeys: JSONWebKeySet | undefined

  /** Learns the site's key, as an issuer does from its `jwks_uri`. */
  async fetchKeys(): Promise<this> {
    this.#siteKeys = await siteKeys(authSettings().secret)
    return this
  }

  /** Reads the document at the client's own address. @see draft-ietf-oauth-client-id-metadata-document, section 4 */
  #fetchClient(address: string): Client | undefined {
    const { origin } = authSettings()
    if (!this.open.takesDocuments || !address.startsWith(origin)) return undefined
    const document = clientDocument(authSettings(), new URL(address).pathname)
    if (document?.['client_id'] !== address) return undefined
    const method = String(document['token_endpoint_auth_method'])
    const keys = document['jwks_uri'] === origin + KEYS_PATH ? this.#siteKeys : undefined
    const client = { redirectUris: document['redirect_uris'] as string[], method, ...(keys && { keys }) }
    this.clients.set(address, client)
    return client
  }
}

/** The outside world: each issuer at its own origin, and nothing else. */
export function worldOf(...issuers: readonly LocalProvider[]): Outward {
  return async (input, init) => {
    const url = new URL(input)
    const issuer = issuers.find(({ traits }) => new URL(traits.issuer).origin === url.origin)
    if (!issuer) throw new OutwardRefused('network', `${url.host} is not there.`)
    return issuer.outward(url, init)
  }
}
