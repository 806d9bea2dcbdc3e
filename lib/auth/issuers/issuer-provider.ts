import type { OIDCConfig } from '@auth/core/providers'
import { z } from 'zod'
import type { Attempt } from '../provider/attempt.ts'
import { type OpenIdCredential, openIdProvider } from '../provider/open-id.ts'
import type { AuthSettings } from '../settings.ts'
import { forgetRegistration, meetIssuer, sentClient } from './issuer-client.ts'
import type { IssuerId } from './issuer-id.ts'
import { type IssuerMetadata, readIssuer } from './issuer-metadata.ts'
import { IssuerRefused, issuerRefusal } from './issuer-refused.ts'
import { findUsableIssuer, type KnownIssuer } from './known-issuers.ts'
import type { IssuerClient } from './registration.ts'
import { siteKey } from './site-key.ts'

const SCOPES = ['openid', 'profile', 'email']
/** What an authorization or token endpoint says of a client that it does not know. @see RFC 6749, sections 4.1.2.1 and 5.2 */
const UNKNOWN_CLIENT = new Set(['invalid_client', 'unauthorized_client'])
const errorSchema = z.object({ error: z.string() })

/** Makes sure that the issuer knows the site, before anybody is sent there.
 *  @throws {IssuerRefused} */
export async function prepareIssuer(settings: AuthSettings, id: IssuerId): Promise<void> {
  try {
    const { metadata } = await usableIssuer(settings, id)
    await meetIssuer(settings, metadata)
  } catch (error) {
    throw issuerRefusal(error)
  }
}

/** Where the person is sent: the issuer's sign-in page, which may be on another host than the issuer.
 *  @throws {IssuerRefused} */
export async function signInPageOf(settings: AuthSettings, id: IssuerId): Promise<URL> {
  try {
    const { metadata } = await usableIssuer(settings, id)
    return new URL(metadata.authorization_endpoint)
  } catch (error) {
    throw issuerRefusal(error)
  }
}

/** What the site is to the issuer: its own name there.
 *  @throws {IssuerRefused} if it is nothing, or the issuer is not allowed; {OutwardRefused} */
export async function clientAtIssuer(settings: AuthSettings, id: IssuerId): Promise<{ issuer: string; clientId: string }> {
  const { known, metadata } = await usableIssuer(settings, id)
  return { issuer: metadata.issuer, clientId: sentClient(settings, metadata, known).clientId }
}

/** The next-auth provider for an issuer that somebody named. */
export async function issuerProvider(settings: AuthSettings, attempt: Attempt, id: IssuerId): Promise<OIDCConfig<Record<string, unknown>>> {
  const { known, metadata } = await usableIssuer(settings, id)
  const client = sentClient(settings, metadata, known)
  const offered = metadata.scopes_supported
  return openIdProvider(attempt, settings.outward, {
    issuer: metadata.issuer,
    clientId: client.clientId,
    credential: await credentialOf(settings, client),
    ...(client.algorithm !== undefined && { algorithm: client.algorithm }),
    scope: SCOPES.filter((scope) => scope === 'openid' || !offered || offered.includes(scope)).join(' '),
    wantsUserInfo: true,
    async whenRefused(response) {
      const error = errorSchema.safeParse(await response.json().catch(() => null)).data?.error
      if (isUnknownClient(error)) throw await clientRefusal(id)
    },
  })
}

/** Whether `error` of an authorization or token endpoint means that the issuer does not know the site. */
export function isUnknownClient(error: string | null | undefined): boolean {
  return typeof error === 'string' && UNKNOWN_CLIENT.has(error)
}

/** What to say when the issuer does not know the site: a registration is forgotten, so that the next attempt makes a new one. */
export async function clientRefusal(id: IssuerId): Promise<IssuerRefused> {
  return new IssuerRefused((await forgetRegistration(id)) ? 'renewed' : 'client')
}

async function usableIssuer(settings: AuthSettings, id: IssuerId): Promise<{ known: KnownIssuer; metadata: IssuerMetadata }> {
  const known = await findUsableIssuer(settings.environment, id)
  if (!known) throw new IssuerRefused('denied')
  return { known, metadata: await readIssuer(settings, known.issuer) }
}

async function credentialOf({ secret }: AuthSettings, client: IssuerClient): Promise<OpenIdCredential> {
  switch (client.method) {
    case 'private_key_jwt':
      return { key: await siteKey(secret) }
    case 'client_secret_basic':
    case 'client_secret_post':
      if (client.secret === undefined) throw new IssuerRefused('client')
      return { secret: client.secret, method: client.method }
    case 'none':
      return { method: 'none' }
  }
}
