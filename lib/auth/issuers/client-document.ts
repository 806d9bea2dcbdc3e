import type { AuthSettings } from '../settings.ts'
import { type IssuerId, isIssuerId } from './issuer-id.ts'

/** How the site proves itself at the token endpoint: by its key, or, to issuers that take no signed assertion, by PKCE alone. */
export type DocumentMethod = 'private_key_jwt' | 'none'

const PATH = '/api/openid/client/'
/** Where the public half of the site's key is. */
export const KEYS_PATH = '/api/openid/keys'
/** What an issuer may know of the site; for one issuer, so that no other can have people sent to its callback address. */
export interface ClientMetadata {
  readonly client_name: string
  readonly client_uri: string
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  /** Where the issuer's server says that it signed somebody out; none could, unless it is https.
   *  @see OpenID Connect Back-Channel Logout 1.0, section 2.2 */
  readonly backchannel_logout_uri?: string
  readonly response_types: readonly string[]
  readonly grant_types: readonly string[]
  readonly application_type: 'web'
}

/** What the site tells the issuer `id` of itself, however it does.
 *  @see RFC 7591, section 2 */
export function clientMetadata(origin: string, id: IssuerId): ClientMetadata {
  return {
    client_name: new URL(origin).host,
    client_uri: `${origin}/`,
    redirect_uris: [`${origin}/api/auth/callback/${id}`],
    post_logout_redirect_uris: [`${origin}/sign-in`],
    ...(origin.startsWith('https:') && { backchannel_logout_uri: `${origin}/api/auth/backchannel/${id}` }),
    response_types: ['code'],
    grant_types: ['authorization_code'],
    application_type: 'web',
  }
}

/** The address that the issuer `id` knows the site by, and at which it reads of it; null if no issuer could, since it is not https. */
export function clientDocumentAddress(origin: string, id: IssuerId, method: DocumentMethod): string | null {
  if (!origin.startsWith('https:')) return null
  return `${origin}${PATH}${id}${method === 'none' ? '/public' : ''}`
}

/** The document at `path`, below the address of such documents; null if there is none. It depends on the address alone.
 *  @see draft-ietf-oauth-client-id-metadata-document, section 4 */
export function clientDocument({ origin }: AuthSettings, path: string): Record<string, unknown> | null {
  if (!path.startsWith(PATH)) return null
  const [id = '', kind, ...rest] = path.slice(PATH.length).split('/')
  if (!isIssuerId(id) || rest.length > 0 || (kind !== undefined && kind !== 'public')) return null
  const method = kind === 'public' ? 'none' : 'private_key_jwt'
  const address = clientDocumentAddress(origin, id, method)
  if (address === null) return null
  return { client_id: address, ...clientMetadata(origin, id), ...authentication(origin, method) }
}

function authentication(origin: string, method: DocumentMethod): Record<string, unknown> {
  if (method === 'none') return { token_endpoint_auth_method: method }
  return { token_endpoint_auth_method: method, token_endpoint_auth_signing_alg: 'ES256', jwks_uri: origin + KEYS_PATH }
}
