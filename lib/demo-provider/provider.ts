import Provider, { type Configuration, errors } from 'oidc-provider'
import type { ProviderKeys } from './keys.ts'
import { Memory } from './memory.ts'
import { problemPage, signOutPage } from './page.ts'
import { DEMONSTRATION_PEOPLE } from './people.ts'
import type { DemonstrationSettings } from './settings.ts'

const TEN_MINUTES = 600

/** The OpenID provider of the demonstration: one client, four people, no consent to ask for.
 *  @see https://github.com/panva/node-oidc-provider/blob/v9.x/docs/README.md */
export function makeProvider(settings: DemonstrationSettings, keys: ProviderKeys): Provider {
  const port = new URL(settings.issuer).port
  const names = { session: `demo-${port}-session`, interaction: `demo-${port}-interaction`, resume: `demo-${port}-resume` }
  const configuration: Configuration = {
    adapter: Memory,
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: [`${settings.siteOrigin}/api/auth/callback/demonstration`],
        post_logout_redirect_uris: [`${settings.siteOrigin}/sign-in`],
        backchannel_logout_uri: `${settings.siteOrigin}/api/auth/backchannel/demonstration`,
        backchannel_logout_session_required: true,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [keys.signingKey] },
    // Cookies are shared by all ports of localhost: the names must be our own.
    cookies: { keys: [keys.cookieKey], names },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email'],
    ttl: { Interaction: TEN_MINUTES, AuthorizationCode: 60, AccessToken: TEN_MINUTES, IdToken: TEN_MINUTES, Grant: 3600, Session: 3600 },
    interactions: { url: (_, { uid }) => `/choose/${uid}` },
    // The one address that it asks is the site's own, on this machine, where it would not go by itself.
    fetch: (address, init = {}) => fetch(address, Object.fromEntries(Object.entries(init).filter(([name]) => name !== 'dispatcher'))),
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = signOutPage(form)
        },
        postLogoutSuccessSource(ctx) {
          ctx.body = problemPage(settings.siteOrigin)
        },
      },
    },
    findAccount(_, subject) {
      const person = DEMONSTRATION_PEOPLE.find((known) => known.subject === subject)
      if (!person) return undefined
      return { accountId: subject, claims: () => ({ sub: subject, name: person.name, email: person.email, email_verified: false }) }
    },
    async loadExistingGrant(ctx) {
      // The one client is the site itself, so there is nothing to consent to.
      const { client, session, provider } = ctx.oidc
      if (!client || !session?.accountId) throw new errors.InvalidRequest('nobody is signed in')
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    renderError(ctx) {
      ctx.type = 'html'
      ctx.body = problemPage(settings.siteOrigin)
    },
  }
  return new Provider(settings.issuer, configuration)
}
