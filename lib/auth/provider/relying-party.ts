import { demonstrationClient } from '../demonstration.ts'
import { isIssuerId } from '../issuers/issuer-id.ts'
import { clientAtIssuer } from '../issuers/issuer-provider.ts'
import { configuredProviders, type ProviderId } from '../providers.ts'
import type { AuthSettings } from '../settings.ts'
import { issuerOfTenant } from './microsoft.ts'

/** What the site is to an OpenID provider. */
export interface RelyingParty {
  readonly issuer: string
  readonly clientId: string
}

/** What the site is to `provider`; null if that one speaks no OpenID, or is not configured.
 *  @throws {IssuerRefused} if it is an issuer that somebody named, which knows the site no longer; {OutwardRefused} if that can't be asked */
export async function findRelyingParty(settings: AuthSettings, provider: ProviderId): Promise<RelyingParty | null> {
  const { environment, secret } = settings
  if (isIssuerId(provider)) return clientAtIssuer(settings, provider)
  switch (provider) {
    case 'google':
      return complete('https://accounts.google.com', environment.GOOGLE_CLIENT_ID)
    case 'microsoft-entra-id':
      return complete(issuerOfTenant(environment.MICROSOFT_TENANT), environment.MICROSOFT_CLIENT_ID)
    case 'login-gov':
      return complete(environment.LOGIN_GOV_ISSUER, environment.LOGIN_GOV_CLIENT_ID)
    case 'apple':
      return complete('https://appleid.apple.com', environment.APPLE_CLIENT_ID)
    case 'linkedin':
      return complete('https://www.linkedin.com/oauth', environment.LINKEDIN_CLIENT_ID)
    case 'yahoo':
      return complete('https://api.login.yahoo.com', environment.YAHOO_CLIENT_ID)
    case 'openid':
      return complete(environment.OPENID_ISSUER, environment.OPENID_CLIENT_ID)
    case 'demonstration':
      return demonstrationClient(environment, secret)
    case 'github':
    case 'facebook':
      return null
  }
}

/** The provider that one can sign in with here whose issuer is `issuer`, to the letter; null if there is none. */
export async function findProviderOfIssuer(settings: AuthSettings, issuer: string): Promise<ProviderId | null> {
  for (const { id } of configuredProviders(settings.environment)) {
    if ((await findRelyingParty(settings, id))?.issuer === issuer) return id
  }
  return null
}

function complete(issuer: string | undefined, clientId: string | undefined): RelyingParty | null {
  return issuer === undefined || clientId === undefined ? null : { issuer, clientId }
}
