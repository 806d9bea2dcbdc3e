import { customFetch } from '@auth/core'
import type { OIDCConfig } from '@auth/core/providers'
import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { discoveryAddress, type IssuerMetadata, readJson, readMetadata } from '../discovery.ts'
import { IdTokenRefused } from '../errors.ts'
import { verifyIdToken, type VerifiedClaims } from '../id-token.ts'
import { addressOf, type Outward } from '../outward.ts'
import { isSubject } from '../signed-token.ts'
import { verifyUserInfo } from '../user-info.ts'
import { type Attempt, requireIdentity } from './attempt.ts'
import { readableEmail, readableName } from './details.ts'
import { freshParameters, requireFresh } from './fresh-proof.ts'
import { type ClientKey, signAssertion } from './client-key.ts'

const DISCOVERY = '/.well-known/openid-configuration'

const documentSchema = z.record(z.string(), z.unknown())

/** How the site proves itself at the token endpoint; without a key and a secret, PKCE alone shows that the code is ours. */
export type OpenIdCredential =
  | { readonly secret: string; readonly method?: 'client_secret_basic' | 'client_secret_post' }
  | { readonly key: ClientKey }
  | { readonly method: 'none' }

/** How an OpenID provider differs from the plain case. */
export interface OpenIdTraits {
  readonly issuer: string
  readonly clientId: string
  readonly credential: OpenIdCredential
  /** What binds the answer to this browser and attempt, where the provider is known not to take part in all of it. */
  readonly checks?: readonly ('pkce' | 'state' | 'nonce')[]
  readonly scope?: string
  /** More parameters of the authorization request, such as `acr_values`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Whether it has no way to have people prove anew who they are: then it is asked as for signing in. */
  readonly cannotAskAnew?: boolean
  /** The signing algorithm, where the provider is known to use one alone. */
  readonly algorithm?: string
  /** Whether names and addresses are only at the userinfo endpoint; asked there if the issuer has one. */
  readonly wantsUserInfo?: boolean
  /** The issuer that an id token must name. Default: the one of the discovery document. */
  readonly issuerOf?: (claims: JWTPayload) => string | null
  /** Who the person is. Default: the token's issuer and subject. */
  readonly identityOf?: (claims: VerifiedClaims) => { readonly issuer: string; readonly subject: string }
  /** Called with the token endpoint's error; what it throws is the reason of the refusal. */
  readonly whenRefused?: (response: Response) => Promise<void>
  /** Changes the discovery document before the library compares its issuer with the one asked. */
  readonly adapt?: (document: Record<string, unknown>, asked: string) => Record<string, unknown>
}

/** A next-auth provider for an OpenID issuer, with all checks on and every request of it through `outward`.
 *  @see OpenID Connect Core 1.0, section 3.1 (authorization code flow), RFC 7636 (PKCE) */
export async function openIdProvider(
  attempt: Attempt,
  outward: Outward,
  traits: OpenIdTraits,
): Promise<OIDCConfig<Record<string, unknown>>> {
  const metadata = await readMetadata(outward, traits.issuer)
  const { credential, clientId } = traits
  return {
    id: attempt.provider,
    name: attempt.provider,
    type: 'oidc',
    issuer: traits.issuer,
    clientId,
    ...('secret' in credential && { clientSecret: credential.secret }),
    client: {
      token_endpoint_auth_method: methodOf(credential),
      ...(traits.algorithm && { id_token_signed_response_alg: traits.algorithm }),
    },
    checks: [...(traits.checks ?? ['pkce', 'state', 'nonce'])],
    authorization: { params: { scope: traits.scope ?? 'openid profile email', ...traits.parameters, ...freshParameters(attempt, traits) } },
    token: {
      conform: (response: Response) => proveIdentity(attempt, outward, traits, metadata, response),
      ...('key' in credential && { clientPrivateKey: credential.key.key }),
    },
    idToken: !(traits.wantsUserInfo && metadata.userinfo_endpoint),
    profile: (claims) => profileOf(attempt, claims),
    // The site keeps no tokens.
    account: () => ({}),
    [customFetch]: (address: RequestInfo | URL, init: RequestInit = {}) =>
      libraryFetch(outward, traits, metadata, addressOf(address), init),
  }
}

function methodOf(credential: OpenIdCredential): string {
  return 'key' in credential ? 'private_key_jwt' : (credential.method ?? 'client_secret_basic')
}

/** Checks the id token in a token response; the response itself is left as it is. */
async function proveIdentity(
  attempt: Attempt,
  outward: Outward,
  traits: OpenIdTraits,
  metadata: IssuerMetadata,
  response: Response,
): Promise<void> {
  // The library reports errors of the token endpoint better than a missing token would.
  if (!response.ok) return traits.whenRefused?.(response)
  const tokens: unknown = await response.json()
  if (typeof tokens !== 'object' || tokens === null) throw new IdTokenRefused('form')
  const accessToken = 'access_token' in tokens && typeof tokens.access_token === 'string' ? tokens.access_token : undefined
  const claims = await verifyIdToken(outward, 'id_token' in tokens ? tokens.id_token : undefined, {
    clientId: traits.clientId,
    keysAddress: metadata.jwks_uri,
    // As the document spells it. The library has compared that with the issuer asked; they may differ in a last slash alone.
    issuerOf: traits.issuerOf ?? (() => metadata.issuer),
    ...(accessToken !== undefined && { accessToken }),
  })
  attempt.sid = isSubject(claims['sid']) ? claims['sid'] : null
  if (attempt.errand !== 'sign-in') requireFresh(claims, metadata, traits)
  attempt.identity = traits.identityOf?.(claims) ?? { issuer: claims.iss, subject: claims.sub }
}

function profileOf(attempt: Attempt, claims: Record<string, unknown>): { id: string; name: string | null; email: string | null } {
  const { given_name: given, family_name: family } = claims
  const joined = typeof given === 'string' && typeof family === 'string' ? `${given} ${family}` : given
  const details = {
    name: readableName(claims['name'], joined, claims['nickname'], claims['preferred_username']),
    email: readableEmail(claims['email']),
  }
  attempt.details = details
  return { id: requireIdentity(attempt).subject, ...details }
}

/** What the library fetches with: discovery from what is kept, the token request with an assertion that providers accept, signed
 *  userinfo only when its signature was checked. */
async function libraryFetch(
  outward: Outward,
  traits: OpenIdTraits,
  metadata: IssuerMetadata,
  address: string,
  init: RequestInit,
): Promise<Response> {
  if (address.endsWith(DISCOVERY)) {
    const asked = address.slice(0, -DISCOVERY.length)
    const document = documentSchema.parse(await readJson(outward, discoveryAddress(asked)))
    // The library demands this endpoint even where it never calls it.
    const known = { userinfo_endpoint: document['token_endpoint'], ...document }
    return Response.json(traits.adapt?.(known, asked) ?? known)
  }
  if (init.body instanceof URLSearchParams && init.body.has('client_assertion') && 'key' in traits.credential) {
    init.body.set('client_assertion', await signAssertion(traits.credential.key, traits.clientId, address))
  }
  const answer = await outward(address, init)
  return address === metadata.userinfo_endpoint ? verifyUserInfo(outward, answer, traits.clientId, metadata) : answer
}
