import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { z } from 'zod'
import { SIGNING_ALGORITHMS } from '../signed-token.ts'
import type { AuthSettings } from '../settings.ts'
import { clientMetadata, KEYS_PATH } from './client-document.ts'
import { endpointProblem } from './issuer-address.ts'
import { issuerIdOf } from './issuer-id.ts'
import type { IssuerMetadata } from './issuer-metadata.ts'
import { IssuerRefused } from './issuer-refused.ts'
import { SITE_ALGORITHM, siteKeys } from './site-key.ts'

/** How a client proves itself at the token endpoint, the best first. */
export const CLIENT_METHODS = ['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none'] as const

export type ClientMethod = (typeof CLIENT_METHODS)[number]

const text = z.string().min(1).max(2000)

/** What is kept of how an issuer knows the site. */
export const issuerClientSchema = z.object({
  clientId: text,
  method: z.enum(CLIENT_METHODS),
  secret: text.optional(),
  /** The one algorithm that the issuer said it signs with. */
  algorithm: z.string().optional(),
  /** Where the registration can be read again, and the token to do so. */
  management: z.object({ address: text, token: text }).optional(),
})

export type IssuerClient = z.infer<typeof issuerClientSchema>

/** A client, and when its secret ends. */
export interface Registered {
  readonly client: IssuerClient
  readonly expiresAt: Date | null
}

/** @see RFC 7591, section 3.2.1; RFC 7592, section 3 */
const answerSchema = z.object({
  client_id: text,
  client_secret: text.optional(),
  client_secret_expires_at: z.number().int().min(0).optional(),
  token_endpoint_auth_method: z.string().optional(),
  id_token_signed_response_alg: z.string().optional(),
  registration_client_uri: z.string().optional(),
  registration_access_token: text.optional(),
})

/** @see RFC 7591, section 3.2.2 */
const errorSchema = z.object({ error: z.string() })

/** By which methods the site could prove itself to this issuer, the best first. */
export function methodsOf(metadata: IssuerMetadata): readonly ClientMethod[] {
  const algorithms = metadata.token_endpoint_auth_signing_alg_values_supported
  const signs = !algorithms || algorithms.includes(SITE_ALGORITHM)
  return CLIENT_METHODS.filter(
    (method) => metadata.token_endpoint_auth_methods_supported.includes(method) && (method !== 'private_key_jwt' || signs),
  )
}

/**
 * Registers the site with the issuer, with the best method of proving itself that the issuer takes.
 * @throws {IssuerRefused} `registration` if it does not take the site; {OutwardRefused} if it could not be asked
 * @see RFC 7591, section 3; OpenID Connect Dynamic Client Registration 1.0, section 3
 */
export async function register(settings: AuthSettings, metadata: IssuerMetadata, endpoint: string): Promise<Registered> {
  for (const method of methodsOf(metadata)) {
    const body = JSON.stringify(await requestOf(settings, metadata, method))
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const answer = await settings.outward(endpoint, { method: 'POST', headers, body }).catch(refuseNoJson)
    if (answer.ok) return registered(settings, await answer.json(), method)
    const error = errorSchema.safeParse(await answer.json().catch(() => null)).data?.error
    // It may announce a method for its own clients that it grants nobody who registers.
    if (error !== 'invalid_client_metadata') throw new IssuerRefused('registration', new Error(`status ${answer.status}`))
  }
  throw new IssuerRefused('registration')
}

/** Asks the issuer for what it keeps of `client`; null if it knows it no longer.
 *  @see RFC 7592, section 2.1 */
export async function readRegistration(settings: AuthSettings, client: IssuerClient): Promise<Registered | null> {
  if (!client.management) throw new Error('This registration cannot be read.')
  const { address, token } = client.management
  const answer = await settings.outward(address, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } })
  if (answer.status >= 400 && answer.status < 500) return null
  if (!answer.ok) throw new OutwardRefused('status', `The registration was answered ${answer.status}.`)
  const read = registered(settings, await answer.json(), client.method)
  if (read.client.clientId !== client.clientId) return null
  return { ...read, client: { ...client, ...read.client, management: read.client.management ?? client.management } }
}

async function requestOf(
  { origin, secret }: AuthSettings,
  metadata: IssuerMetadata,
  method: ClientMethod,
): Promise<Record<string, unknown>> {
  const { issuer, id_token_signing_alg_values_supported: algorithms } = metadata
  return {
    ...clientMetadata(origin, issuerIdOf(issuer)),
    token_endpoint_auth_method: method,
    id_token_signed_response_alg: SIGNING_ALGORITHMS.find((algorithm) => algorithms.includes(algorithm)),
    ...(method === 'private_key_jwt' && {
      token_endpoint_auth_signing_alg: SITE_ALGORITHM,
      // A site on one's own machine can't be asked for its keys.
      ...(origin.startsWith('https:') ? { jwks_uri: origin + KEYS_PATH } : { jwks: await siteKeys(secret) }),
    }),
  }
}

/** The issuer may have settled on something else than was asked: that counts, if the site can do it. */
function registered({ environment }: AuthSettings, answered: unknown, asked: ClientMethod): Registered {
  const parsed = answerSchema.safeParse(answered)
  if (!parsed.success) throw new IssuerRefused('registration', parsed.error)
  const answer = parsed.data
  const method = CLIENT_METHODS.find((known) => known === (answer.token_endpoint_auth_method ?? asked))
  const algorithm = answer.id_token_signed_response_alg
  const needsSecret = method === 'client_secret_basic' || method === 'client_secret_post'
  if (method === undefined || (needsSecret && answer.client_secret === undefined)) throw new IssuerRefused('registration')
  if (algorithm !== undefined && !SIGNING_ALGORITHMS.includes(algorithm)) throw new IssuerRefused('flow')
  const { registration_client_uri: address, registration_access_token: token, client_secret_expires_at: expires } = answer
  const canBeRead =
    address !== undefined && token !== undefined && endpointProblem(address, environment.ANY_OPENID_LOOPBACK === 'on') === null
  return {
    client: {
      clientId: answer.client_id,
      method,
      ...(needsSecret && { secret: answer.client_secret }),
      ...(algorithm !== undefined && { algorithm }),
      ...(canBeRead && { management: { address, token } }),
    },
    // 0 means never. @see RFC 7591, section 3.2.1
    expiresAt: needsSecret && expires ? new Date(expires * 1000) : null,
  }
}

function refuseNoJson(error: unknown): never {
  // Where registration is for those with a token of theirs, a page often says so.
  if (error instanceof OutwardRefused && error.code === 'type') throw new IssuerRefused('registration', error)
  throw error
}
