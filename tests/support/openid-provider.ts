import { createHash, randomUUID } from 'node:crypto'
import { decodeJwt, exportJWK, generateKeyPair, importSPKI, jwtVerify, SignJWT } from 'jose'
import type { Outward } from '#lib/auth/outward.ts'

/** The claims of a token, or any other JSON object. */
export type Claims = Record<string, unknown>

/** What a provider does otherwise than it should. Each function gets what an honest provider would send. */
export interface Tricks {
  metadata?: (document: Claims) => Claims
  keys?: (set: { keys: Claims[] }) => unknown
  claims?: (claims: Claims) => Claims
  /** The id token, given its claims and an honest signer. */
  idToken?: (claims: Claims, sign: (claims: Claims, header?: Claims) => Promise<string>) => Promise<string>
  tokens?: (answer: Claims) => Claims
  tokenAnswer?: () => Response
  userInfo?: (claims: Claims) => Claims
  /** The whole answer of the userinfo endpoint, given an honest signer. */
  userInfoAnswer?: (claims: Claims, sign: (claims: Claims, header?: Claims) => Promise<string>) => Promise<Response>
  callback?: (parameters: URLSearchParams) => void
}

export interface Person {
  readonly sub: string
  readonly name?: string | null
  readonly email?: string
  readonly [claim: string]: unknown
}

type Endpoint = 'authorize' | 'token' | 'keys' | 'userinfo'

export interface ProviderTraits {
  readonly issuer: string
  readonly clientId: string
  readonly secret?: string
  /** PEM of the client's public key: the token endpoint then wants `private_key_jwt` for this very address alone, as Login.gov does. */
  readonly clientPublicKey?: string
  /** What it signs with; RS256 by default. */
  readonly algorithm?: 'RS256' | 'ES256'
  /** Names and addresses are at the userinfo endpoint only. */
  readonly hasUserInfo?: boolean
  /** Where its endpoints are, if not on the issuer's own host. */
  readonly endpoints?: Partial<Record<Endpoint, string>>
}

interface Grant {
  readonly person: Person
  readonly nonce: string | null
  readonly challenge: string | null
  readonly redirectUri: string
}

/** An OpenID provider in this process, behind addresses that look like the real ones; honest until it is given tricks. */
export class LocalProvider {
  readonly traits: ProviderTraits
  readonly asked: string[] = []
  tricks: Tricks = {}
  readonly #codes = new Map<string, Grant>()
  readonly #accessTokens = new Map<string, Person>()
  readonly #algorithm: 'RS256' | 'ES256'
  #key: ReturnType<typeof generateKeyPair>
  #keyId = 'key-1'

  constructor(traits: ProviderTraits) {
    this.traits = traits
    this.#algorithm = traits.algorithm ?? 'RS256'
    this.#key = generateKeyPair(this.#algorithm)
  }

  /** Signs with a new key from now on. */
  rotateKey(): void {
    this.#key = generateKeyPair(this.#algorithm)
    this.#keyId = `key-${randomUUID()}`
  }

  endpoint(name: Endpoint): string {
    return this.traits.endpoints?.[name] ?? `${new URL(this.traits.issuer).origin}/${name}`
  }

  /** What the site's server asks this provider. */
  readonly outward: Outward = async (input, init = {}) => {
    const url = new URL(input)
    this.asked.push(`${init.method ?? 'GET'} ${url.pathname}`)
    if (url.href === this.endpoint('keys')) return this.#answerKeys()
    if (url.href === this.endpoint('token')) return this.#answerToken(init)
    if (url.href === this.endpoint('userinfo')) return this.#answerUserInfo(init)
    return this.answerOther(url, init)
  }

  /** What is none of the endpoints: the discovery document, and what a provider has beside it. */
  async answerOther(url: URL, _init: RequestInit): Promise<Response> {
    const address = `${this.traits.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    if (url.href !== address) throw new Error(`The site asked ${url.href}, where nothing is.`)
    return this.discover()
  }

  discover(): Response {
    const document = this.describe()
    return Response.json(this.tricks.metadata?.(document) ?? document)
  }

  /** The discovery document of an honest provider. */
  describe(): Claims {
    return {
      issuer: this.traits.issuer,
      authorization_endpoint: this.endpoint('authorize'),
      token_endpoint: this.endpoint('token'),
      jwks_uri: this.endpoint('keys'),
      ...(this.traits.hasUserInfo && { userinfo_endpoint: this.endpoint('userinfo') }),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [this.#algorithm],
      code_challenge_methods_supported: ['S256'],
    }
  }

  /** What the person's browser does there: signs in as `person` and is sent back to the address returned. */
  authorize(location: string, person: Person): URL {
    const { searchParams: asked } = new URL(location)
    this.checkAuthorization(asked)
    const code = randomUUID()
    const redirectUri = asked.get('redirect_uri') ?? ''
    this.#codes.set(code, { person, nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), redirectUri })
    const back = new URL(redirectUri)
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked.get('state') ?? '')
    this.tricks.callback?.(back.searchParams)
    return back
  }

  /** What this provider demands of the request; the ones with peculiarities demand more. */
  checkAuthorization(asked: URLSearchParams): void {
    if (asked.get('client_id') !== this.traits.clientId) throw new Error('unknown client')
    if (asked.get('response_type') !== 'code') throw new Error('not the code flow')
    if (asked.get('code_challenge_method') !== 'S256') throw new Error('no PKCE')
    if (!asked.get('state')) throw new Error('no state')
    if (!asked.get('nonce')) throw new Error('no nonce')
    if (!asked.get('scope')?.split(' ').includes('openid')) throw new Error('no openid scope')
  }

  claimsOf(person: Person, nonce: string | null): Claims {
    const { sub, ...more } = person
    const now = Math.floor(Date.now() / 1000)
    const inToken = this.traits.hasUserInfo ? {} : more
    return {
      iss: this.traits.issuer,
      sub,
      aud: this.traits.clientId,
      iat: now,
      exp: now + 300,
      ...(nonce !== null && { nonce }),
      ...inToken,
    }
  }

  async sign(claims: Claims, header: Claims = {}): Promise<string> {
    const { privateKey } = await this.#key
    return new SignJWT(claims).setProtectedHeader({ alg: this.#algorithm, kid: this.#keyId, ...header }).sign(privateKey)
  }

  async #answerKeys(): Promise<Response> {
    const { publicKey } = await this.#key
    const set = { keys: [{ ...(await exportJWK(publicKey)), kid: this.#keyId, use: 'sig', alg: this.#algorithm }] }
    return Response.json(this.tricks.keys?.(set) ?? set)
  }

  async #answerToken(init: RequestInit): Promise<Response> {
    if (this.tricks.tokenAnswer) return this.tricks.tokenAnswer()
    const form = new URLSearchParams(await new Response(init.body).text())
    const grant = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    const problem = !grant ? 'code' : await this.#tokenProblem(grant, form, new Headers(init.headers))
    if (problem === 'client') return Response.json({ error: 'invalid_client' }, { status: 401 })
    if (!grant || problem) return this.refuseToken(problem ?? '')
    const accessToken = randomUUID()
    this.#accessTokens.set(accessToken, grant.person)
    const honest = this.claimsOf(grant.person, grant.nonce)
    const claims = this.tricks.claims?.({ ...honest, at_hash: accessTokenHash(accessToken) }) ?? honest
    const signer = (signed: Claims, header?: Claims) => this.sign(signed, header)
    const idToken = await (this.tricks.idToken?.(claims, signer) ?? signer(claims))
    const answer = { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken }
    return Response.json(this.tricks.tokens?.(answer) ?? answer)
  }

  async #tokenProblem(grant: Grant, form: URLSearchParams, headers: Headers): Promise<string | null> {
    const verifier = form.get('code_verifier')
    const expected = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url')
    if (grant.challenge !== expected) return 'PKCE'
    if (form.get('redirect_uri') !== grant.redirectUri) return 'redirect_uri'
    return this.clientProblem(form, headers)
  }

  /** What the token endpoint says to a code or a client that it does not take. */
  refuseToken(problem: string): Response {
    return Response.json({ error: 'invalid_grant', error_description: problem }, { status: 400 })
  }

  /** What is wrong with how the client proved itself at the token endpoint; null if nothing. The ones with peculiarities want it otherwise. */
  async clientProblem(form: URLSearchParams, headers: Headers): Promise<string | null> {
    if (this.traits.clientPublicKey) return assertionProblem(form, this.traits, this.endpoint('token'))
    const { id, secret } = basicCredentials(headers)
    return id === this.traits.clientId && secret === this.traits.secret ? null : 'client'
  }

  async #answerUserInfo(init: RequestInit): Promise<Response> {
    const person = this.#accessTokens.get(new Headers(init.headers).get('authorization')?.replace(/^Bearer /i, '') ?? '')
    if (!person) return Response.json({ error: 'invalid_token' }, { status: 401 })
    if (this.tricks.userInfoAnswer) return this.tricks.userInfoAnswer({ ...person }, (claims, header) => this.sign(claims, header))
    return Response.json(this.tricks.userInfo?.({ ...person }) ?? person)
  }
}

/** The id and secret of an Authorization header. @see RFC 6749, section 2.3.1 */
export function basicCredentials(headers: Headers): { readonly id: string | undefined; readonly secret: string | undefined } {
  const basic = atob(headers.get('authorization')?.replace(/^Basic /, '') ?? '').split(':')
  const [id, secret] = basic.map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
  return { id, secret }
}

/** @see OpenID Connect Core 1.0, section 3.1.3.6 */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

/** As strict as Login.gov: one audience, a string, the token endpoint's own address. */
async function assertionProblem(form: URLSearchParams, traits: ProviderTraits, audience: string): Promise<string | null> {
  const assertion = form.get('client_assertion') ?? ''
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return 'client_assertion_type'
  const key = await importSPKI(traits.clientPublicKey ?? '', 'RS256')
  await jwtVerify(assertion, key, { issuer: traits.clientId, subject: traits.clientId, requiredClaims: ['jti', 'exp'], maxTokenAge: '10m' })
  return decodeJwt(assertion).aud === audience ? null : 'aud'
}
