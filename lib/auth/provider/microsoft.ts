import type { OIDCConfig } from '@auth/core/providers'
import MicrosoftEntraID from 'next-auth/providers/microsoft-entra-id'
import { IdTokenRefused } from '../errors.ts'
import type { VerifiedClaims } from '../id-token.ts'
import type { Outward } from '../outward.ts'
import type { Attempt } from './attempt.ts'
import { openIdProvider } from './open-id.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const SHARED = ['common', 'organizations', 'consumers']
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad'

export interface MicrosoftClient {
  readonly clientId: string
  readonly secret: string
  /** `common`, `organizations`, `consumers`, or the id of one tenant. */
  readonly tenant: string
}

/**
 * Microsoft Entra ID. Its shared endpoints name the issuer with a placeholder, `…/{tenantid}/v2.0`, and each id token names the
 * tenant of the person: so the token's issuer is checked against its own `tid`. The person is tenant and object id; `sub` differs
 * from client to client. The e-mail address may be set by the tenant at will and proves nothing.
 */
export async function microsoftProvider(
  attempt: Attempt,
  outward: Outward,
  client: MicrosoftClient,
): Promise<OIDCConfig<Record<string, unknown>>> {
  const issuer = issuerOfTenant(client.tenant)
  const plain = await openIdProvider(attempt, outward, {
    issuer,
    clientId: client.clientId,
    credential: { secret: client.secret },
    algorithm: 'RS256',
    parameters: { prompt: 'select_account' },
    issuerOf: ({ tid }) => (isAllowed(client.tenant, tid) ? issuerOfTenant(tid) : null),
    identityOf,
    adapt: adaptIssuer,
  })
  // The library's own provider carries the mark that makes it read the tenant's discovery document after the token response.
  const {
    options: _options,
    profile: _profile,
    ...library
  } = MicrosoftEntraID({ clientId: client.clientId, clientSecret: client.secret, issuer })
  return { ...library, ...plain }
}

/** The issuer of a tenant, or of one of the shared endpoints. */
export function issuerOfTenant(tenant: string): string {
  return `https://login.microsoftonline.com/${tenant}/v2.0`
}

function isAllowed(tenant: string, tid: unknown): tid is string {
  if (typeof tid !== 'string' || !GUID.test(tid)) return false
  if (tenant === 'common') return true
  if (tenant === 'consumers') return tid === CONSUMERS
  return tenant === 'organizations' ? tid !== CONSUMERS : tid === tenant.toLowerCase()
}

function identityOf({ iss, oid }: VerifiedClaims): { issuer: string; subject: string } {
  if (typeof oid !== 'string' || !GUID.test(oid)) throw new IdTokenRefused('oid')
  return { issuer: iss, subject: oid }
}

/** The library wants the issuer it asked for; a shared endpoint answers with its placeholder, `consumers` with that tenant's id. */
function adaptIssuer(document: Record<string, unknown>, asked: string): Record<string, unknown> {
  const isShared = SHARED.some((tenant) => asked === issuerOfTenant(tenant))
  const known = [issuerOfTenant('{tenantid}'), issuerOfTenant(CONSUMERS)]
  return isShared && known.some((issuer) => issuer === document['issuer']) ? { ...document, issuer: asked } : document
}
