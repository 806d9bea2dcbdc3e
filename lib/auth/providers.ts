import { environment, isLoopback, type Environment } from '#lib/env.ts'
import { demonstrationIssuer } from './demonstration.ts'
import type { IssuerId } from './issuers/issuer-id.ts'

/** Our names of the providers that can be set up, which are also part of their callback addresses. */
export type KnownProviderId =
  | 'google'
  | 'microsoft-entra-id'
  | 'login-gov'
  | 'apple'
  | 'github'
  | 'facebook'
  | 'linkedin'
  | 'yahoo'
  | 'openid'
  | 'demonstration'

/** The provider of sessions that were opened by a link to somebody's recovery address. */
export const RECOVERY = 'recovery'

/** Our name of a provider: one that was set up here, or an issuer that somebody named. */
export type ProviderId = KnownProviderId | IssuerId

/** What the sign-in box shows of a provider. */
export interface ConfiguredProvider {
  readonly id: KnownProviderId
  readonly name: string
  /** Which mark stands beside the name. */
  readonly logo: 'google' | 'microsoft' | 'login-gov' | 'apple' | 'github' | 'facebook' | 'linkedin' | 'yahoo' | 'openid'
  /** The host that one is sent to, such as `accounts.google.com`. */
  readonly host: string
}

/** The providers that one can sign in with, in the order of the box, from the settings alone; none with `SIGN_IN=off`. */
export function configuredProviders(settings: Environment = environment()): readonly ConfiguredProvider[] {
  if (settings.SIGN_IN === 'off') return []
  const real = realProviders(settings)
  if (real.length > 0) return real
  if (!demonstrationRuns(settings)) return []
  return [{ id: 'demonstration', name: 'Demonstration', logo: 'openid', host: new URL(demonstrationIssuer(settings)).host }]
}

/** Whether the demonstration provider is to run: on this machine alone, with no real provider, and not switched off. */
export function demonstrationRuns(settings: Environment): boolean {
  return settings.SIGN_IN === 'on' && settings.DEMO_PROVIDER === 'on' && isLoopback(settings) && realProviders(settings).length === 0
}

/** With whose issuers one can sign in beside the providers above: anybody's, those that an administrator allowed, or no others. */
export function otherIssuers({ SIGN_IN, ANY_OPENID }: Environment = environment()): 'on' | 'listed' | 'off' {
  return SIGN_IN === 'off' ? 'off' : (ANY_OPENID ?? 'on')
}

/** Why the site must not start with these settings, in one sentence; null if nothing is wrong with sign-in. */
export function signInProblem(settings: Environment): string | null {
  if (settings.SIGN_IN === 'off') return null
  const missing = incompleteProvider(settings)
  if (missing) return missing
  if (realProviders(settings).length > 0 || isLoopback(settings)) return null
  // Said outright, it is a choice; as the default it would be a site that its operator forgot to finish.
  if (settings.ANY_OPENID === 'on' || settings.ANY_OPENID === 'listed') return null
  return 'Nobody could sign in: this is a public address and no provider is set (docs/accounts.md says how). Set one, or ANY_OPENID=on for whoever has an OpenID elsewhere, or SIGN_IN=off for reading only.'
}

function realProviders(settings: Environment): readonly ConfiguredProvider[] {
  const found: ConfiguredProvider[] = []
  if (settings.LOGIN_GOV_CLIENT_ID) {
    found.push({ id: 'login-gov', name: 'Login.gov', logo: 'login-gov', host: new URL(settings.LOGIN_GOV_ISSUER).host })
  }
  if (settings.GOOGLE_CLIENT_ID) found.push({ id: 'google', name: 'Google', logo: 'google', host: 'accounts.google.com' })
  if (settings.MICROSOFT_CLIENT_ID) {
    found.push({ id: 'microsoft-entra-id', name: 'Microsoft', logo: 'microsoft', host: 'login.microsoftonline.com' })
  }
  if (settings.APPLE_CLIENT_ID) found.push({ id: 'apple', name: 'Apple', logo: 'apple', host: 'appleid.apple.com' })
  if (settings.GITHUB_CLIENT_ID) found.push({ id: 'github', name: 'GitHub', logo: 'github', host: 'github.com' })
  if (settings.FACEBOOK_CLIENT_ID) found.push({ id: 'facebook', name: 'Facebook', logo: 'facebook', host: 'www.facebook.com' })
  if (settings.LINKEDIN_CLIENT_ID) found.push({ id: 'linkedin', name: 'LinkedIn', logo: 'linkedin', host: 'www.linkedin.com' })
  if (settings.YAHOO_CLIENT_ID) found.push({ id: 'yahoo', name: 'Yahoo', logo: 'yahoo', host: 'api.login.yahoo.com' })
  if (settings.OPENID_ISSUER) {
    found.push({ id: 'openid', name: settings.OPENID_NAME, logo: 'openid', host: new URL(settings.OPENID_ISSUER).host })
  }
  return found
}

function incompleteProvider(settings: Environment): string | null {
  const openIdKey = settings.OPENID_CLIENT_SECRET ?? settings.OPENID_PRIVATE_KEY_FILE
  const pairs = [
    ['GOOGLE_CLIENT_ID', settings.GOOGLE_CLIENT_ID, 'GOOGLE_CLIENT_SECRET', settings.GOOGLE_CLIENT_SECRET],
    ['MICROSOFT_CLIENT_ID', settings.MICROSOFT_CLIENT_ID, 'MICROSOFT_CLIENT_SECRET', settings.MICROSOFT_CLIENT_SECRET],
    ['LOGIN_GOV_CLIENT_ID', settings.LOGIN_GOV_CLIENT_ID, 'LOGIN_GOV_PRIVATE_KEY_FILE', settings.LOGIN_GOV_PRIVATE_KEY_FILE],
    ['GITHUB_CLIENT_ID', settings.GITHUB_CLIENT_ID, 'GITHUB_CLIENT_SECRET', settings.GITHUB_CLIENT_SECRET],
    ['APPLE_CLIENT_ID', settings.APPLE_CLIENT_ID, 'APPLE_TEAM_ID', settings.APPLE_TEAM_ID],
    ['APPLE_CLIENT_ID', settings.APPLE_CLIENT_ID, 'APPLE_KEY_ID', settings.APPLE_KEY_ID],
    ['APPLE_CLIENT_ID', settings.APPLE_CLIENT_ID, 'APPLE_PRIVATE_KEY_FILE', settings.APPLE_PRIVATE_KEY_FILE],
    ['FACEBOOK_CLIENT_ID', settings.FACEBOOK_CLIENT_ID, 'FACEBOOK_CLIENT_SECRET', settings.FACEBOOK_CLIENT_SECRET],
    ['LINKEDIN_CLIENT_ID', settings.LINKEDIN_CLIENT_ID, 'LINKEDIN_CLIENT_SECRET', settings.LINKEDIN_CLIENT_SECRET],
    ['YAHOO_CLIENT_ID', settings.YAHOO_CLIENT_ID, 'YAHOO_CLIENT_SECRET', settings.YAHOO_CLIENT_SECRET],
    ['OPENID_ISSUER', settings.OPENID_ISSUER, 'OPENID_CLIENT_ID', settings.OPENID_CLIENT_ID],
    ['OPENID_CLIENT_ID', settings.OPENID_CLIENT_ID, 'OPENID_CLIENT_SECRET or OPENID_PRIVATE_KEY_FILE', openIdKey],
  ] as const
  const half = pairs.find(([, one, , other]) => (one === undefined) !== (other === undefined))
  if (!half) return null
  return half[1] === undefined ? `${half[2]} is set, but ${half[0]} is missing.` : `${half[0]} is set, but ${half[2]} is missing.`
}
