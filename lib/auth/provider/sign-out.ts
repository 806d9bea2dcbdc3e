import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import { IssuerRefused } from '../issuers/issuer-refused.ts'
import { readMetadata } from '../discovery.ts'
import type { ProviderId } from '../providers.ts'
import type { AuthSettings } from '../settings.ts'
import { findRelyingParty } from './relying-party.ts'

/** None of these lets sites that people signed in to sign them out: they need not be asked. */
const WITHOUT: ReadonlySet<ProviderId> = new Set(['google', 'apple', 'github', 'facebook', 'linkedin', 'yahoo'])

/**
 * The address at which one signs out at the provider too, and comes back with `state`; null if it offers none, or cannot be asked. No
 * id token is kept that could be shown there, so the provider asks the person first, as it should.
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export async function providerSignOutAddress(settings: AuthSettings, provider: ProviderId, state: string | null): Promise<string | null> {
  try {
    const party = WITHOUT.has(provider) ? null : await findRelyingParty(settings, provider)
    if (!party) return null
    const { end_session_endpoint: endpoint } = await readMetadata(settings.outward, party.issuer)
    if (endpoint === undefined) return null
    const address = new URL(endpoint)
    address.searchParams.set('client_id', party.clientId)
    address.searchParams.set('post_logout_redirect_uri', `${settings.origin}/sign-in`)
    if (state !== null) address.searchParams.set('state', state)
    return address.href
  } catch (error) {
    // Our own session has ended; that the provider can't be reached now must not hide that.
    if (error instanceof OutwardRefused || error instanceof IssuerRefused) return null
    throw error
  }
}
