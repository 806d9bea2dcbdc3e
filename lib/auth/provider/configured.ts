import type { Provider } from '@auth/core/providers'
import { demonstrationClient } from '../demonstration.ts'
import { isIssuerId } from '../issuers/issuer-id.ts'
import { issuerProvider } from '../issuers/issuer-provider.ts'
import { findUsableIssuer } from '../issuers/known-issuers.ts'
import { configuredProviders, type ProviderId } from '../providers.ts'
import type { AuthSettings } from '../settings.ts'
import { appleProvider } from './apple.ts'
import type { Attempt } from './attempt.ts'
import { readClientKey } from './client-key.ts'
import { facebookProvider } from './facebook.ts'
import { githubProvider } from './github.ts'
import { microsoftProvider } from './microsoft.ts'
import { type OpenIdCredential, openIdProvider } from './open-id.ts'

/** The provider that `value` names, if one can sign in with it here: it is set up, or it is an issuer that somebody named and that is
 *  allowed. Else null. */
export async function findUsableProvider({ environment }: AuthSettings, value: string): Promise<ProviderId | null> {
  if (isIssuerId(value)) return (await findUsableIssuer(environment, value)) && value
  return configuredProviders(environment).find(({ id }) => id === value)?.id ?? null
}

/** The next-auth provider of `attempt`, made for its request alone: what is proved on the way is written into `attempt`. */
export async function configuredProvider(settings: AuthSettings, attempt: Attempt): Promise<Provider> {
  const { environment, secret, outward } = settings
  if (isIssuerId(attempt.provider)) return issuerProvider(settings, attempt, attempt.provider)
  switch (attempt.provider) {
    case 'google':
      return openIdProvider(attempt, outward, {
        issuer: 'https://accounts.google.com',
        clientId: required(environment.GOOGLE_CLIENT_ID),
        credential: { secret: required(environment.GOOGLE_CLIENT_SECRET) },
        algorithm: 'RS256',
        parameters: { prompt: 'select_account' },
        cannotAskAnew: true,
      })
    case 'microsoft-entra-id':
      return microsoftProvider(attempt, outward, {
        clientId: required(environment.MICROSOFT_CLIENT_ID),
        secret: required(environment.MICROSOFT_CLIENT_SECRET),
        tenant: environment.MICROSOFT_TENANT,
      })
    case 'login-gov':
      return openIdProvider(attempt, outward, {
        issuer: environment.LOGIN_GOV_ISSUER,
        clientId: required(environment.LOGIN_GOV_CLIENT_ID),
        credential: { key: await readClientKey(required(environment.LOGIN_GOV_PRIVATE_KEY_FILE)) },
        algorithm: 'RS256',
        scope: 'openid email',
        parameters: { acr_values: environment.LOGIN_GOV_ACR_VALUES, prompt: 'select_account' },
        wantsUserInfo: true,
        cannotAskAnew: true,
      })
    case 'github':
      return githubProvider(attempt, outward, {
        clientId: required(environment.GITHUB_CLIENT_ID),
        secret: required(environment.GITHUB_CLIENT_SECRET),
      })
    case 'apple':
      return appleProvider(attempt, outward, {
        clientId: required(environment.APPLE_CLIENT_ID),
        teamId: required(environment.APPLE_TEAM_ID),
        keyId: required(environment.APPLE_KEY_ID),
        keyFile: required(environment.APPLE_PRIVATE_KEY_FILE),
      })
    case 'facebook':
      return facebookProvider(attempt, outward, {
        clientId: required(environment.FACEBOOK_CLIENT_ID),
        secret: required(environment.FACEBOOK_CLIENT_SECRET),
      })
    case 'linkedin':
      return openIdProvider(attempt, outward, {
        issuer: 'https://www.linkedin.com/oauth',
        clientId: required(environment.LINKEDIN_CLIENT_ID),
        // It puts no nonce into its tokens, and refuses web applications that send a PKCE verifier (docs/decisions/0276).
        credential: { secret: required(environment.LINKEDIN_CLIENT_SECRET), method: 'client_secret_post' },
        checks: ['state'],
        algorithm: 'RS256',
        cannotAskAnew: true,
      })
    case 'yahoo':
      return openIdProvider(attempt, outward, {
        issuer: 'https://api.login.yahoo.com',
        clientId: required(environment.YAHOO_CLIENT_ID),
        credential: { secret: required(environment.YAHOO_CLIENT_SECRET) },
        // Its document announces no PKCE, and it is known to refuse challenges (docs/decisions/0276).
        checks: ['state', 'nonce'],
        wantsUserInfo: true,
      })
    case 'openid':
      return openIdProvider(attempt, outward, {
        issuer: required(environment.OPENID_ISSUER),
        clientId: required(environment.OPENID_CLIENT_ID),
        credential: await credentialOf(environment.OPENID_CLIENT_SECRET, environment.OPENID_PRIVATE_KEY_FILE),
        wantsUserInfo: true,
      })
    case 'demonstration': {
      const { issuer, clientId, clientSecret } = demonstrationClient(environment, secret)
      return openIdProvider(attempt, outward, {
        issuer,
        clientId,
        credential: { secret: clientSecret },
        parameters: { prompt: 'login' },
        wantsUserInfo: true,
      })
    }
  }
}

async function credentialOf(secret: string | undefined, keyFile: string | undefined): Promise<OpenIdCredential> {
  return secret === undefined ? { key: await readClientKey(required(keyFile)) } : { secret }
}

function required(value: string | undefined): string {
  if (value === undefined) throw new Error('A setting of this provider is missing; the start refuses that.')
  return value
}
