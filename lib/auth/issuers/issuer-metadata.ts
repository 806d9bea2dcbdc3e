import { z } from 'zod'
import { metadataSchema, readMetadata } from '../discovery.ts'
import type { AuthSettings } from '../settings.ts'
import { SIGNING_ALGORITHMS } from '../signed-token.ts'
import { endpointProblem, isIssuerAddress } from './issuer-address.ts'
import { IssuerRefused } from './issuer-refused.ts'

const names = z.array(z.string().max(200)).max(200)

/** @see OpenID Connect Discovery 1.0, section 3; RFC 8414, section 2 (defaults); draft-ietf-oauth-client-id-metadata-document, section 5 */
const issuerSchema = metadataSchema.extend({
  registration_endpoint: z.url().optional(),
  client_id_metadata_document_supported: z.boolean().optional(),
  response_types_supported: names.optional(),
  scopes_supported: names.optional(),
  id_token_signing_alg_values_supported: names.default(['RS256']),
  token_endpoint_auth_methods_supported: names.default(['client_secret_basic']),
  token_endpoint_auth_signing_alg_values_supported: names.optional(),
})

/** What an issuer says of itself, checked. */
export type IssuerMetadata = z.infer<typeof issuerSchema>

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'userinfo_endpoint',
  'registration_endpoint',
  'end_session_endpoint',
] as const

/**
 * The metadata of the issuer at `address`. It must name that address as its issuer (a last slash, which is not part of the address
 * asked, is as it says), have all its endpoints behind https, and offer the code flow with a signature that the site checks.
 * @throws {IssuerRefused} `notOpenId`, `mismatch`, `insecure`, `private`, `flow`; {OutwardRefused} if it could not be asked
 * @see OpenID Connect Discovery 1.0, section 4.3
 */
export async function readIssuer({ outward, environment }: AuthSettings, address: string): Promise<IssuerMetadata> {
  const allowsLoopback = environment.ANY_OPENID_LOOPBACK === 'on'
  const parsed = issuerSchema.safeParse(await readMetadata(outward, address))
  if (!parsed.success) throw new IssuerRefused('notOpenId', parsed.error)
  const metadata = parsed.data
  const { issuer, response_types_supported: flows, id_token_signing_alg_values_supported: algorithms } = metadata
  if (withoutSlash(issuer) !== withoutSlash(address) || !isIssuerAddress(issuer, allowsLoopback)) throw new IssuerRefused('mismatch')
  for (const name of ENDPOINTS) {
    const endpoint = metadata[name]
    const problem = endpoint === undefined ? null : endpointProblem(endpoint, allowsLoopback)
    if (problem) throw new IssuerRefused(problem === 'form' ? 'notOpenId' : problem)
  }
  if (flows && !flows.includes('code')) throw new IssuerRefused('flow')
  if (!SIGNING_ALGORITHMS.some((algorithm) => algorithms.includes(algorithm))) throw new IssuerRefused('flow')
  return metadata
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, '')
}
