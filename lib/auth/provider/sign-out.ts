import { demonstrationClient } from '../demonstration.ts'
import { readMetadata } from '../discovery.ts'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { isIssuerId } from '../issuers/issuer-id.ts'
import { clientAtIssuer } from '../issuers/issuer-provider.ts'
import { IssuerRefused } from '../issuers/issuer-refused.ts'
import type { KnownProviderId, ProviderId } from '../providers.ts'
import type { AuthSettings } from '../settings.ts'
import { issuerOfTenant } from './microsoft.ts'

/**
 * The address at which one signs out at the provider too, and comes back; null if it offers none, or cannot be asked. No id token
 * is kept that could be shown there, so the provider asks the person first, as it should.
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export async function providerSignOutAddress(settings: AuthSettings, provider: ProviderId): Promise<string | null> {
  try {
    const client = isIssuerId(provider) ? await clientAtIssuer(settings, provider) : clientOf(settings, provider)
    if (!client?.issuer || !client.clientId) return null
    const { end_session_endpoint: endpoint } = await readMetadata(settings.outward, client.issuer)
    if (endpoint === undefined) return null
    const address = new URL(endpoint)
    address.searchParams.set('client_id', client.clientId)
    address.searchParams.set('post_logout_redirect_uri', `${settings.origin}/sign-in`)
    return address.href
  } catch (error) {
    // Our own session has ended; that the provider can't be reached now must not hide that.
    if (error instanceof OutwardRefused || error instanceof IssuerRefused) return null
    throw error
  }
}

function clientOf(
  { environment, secret }: AuthSettings,
  provider: KnownProviderId,
): { issuer: string | undefined; clientId: string | undefined } | null {
  switch (provider) {
    case 'microsoft-entra-id':
      return { issuer: issuerOfTenant(environment.MICROSOFT_TENANT), clientId: environment.MICROSOFT_CLIENT_ID }
    case 'login-gov':
      return { issuer: environment.LOGIN_GOV_ISSUER, clientId: environment.LOGIN_GOV_CLIENT_ID }
    case 'openid':
      return { issuer: environment.OPENID_ISSUER, clientId: environment.OPENID_CLIENT_ID }
    case 'demonstration':
      return demonstrationClient(environment, secret)
    // Neither offers it to sites that people signed in to.
    case 'google':
    case 'github':
      return null
  }
}
