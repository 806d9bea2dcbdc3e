import { isIssuerId } from '../issuers/issuer-id.ts'
import { findUsableIssuer } from '../issuers/known-issuers.ts'
import { shownHost } from '../issuers/shown-host.ts'
import { type ConfiguredProvider, configuredProviders, type ProviderId } from '../providers.ts'
import type { AuthSettings } from '../settings.ts'

/** What people are shown of a provider: of an issuer that somebody named, nothing but where it is. */
export interface ShownProvider extends Omit<ConfiguredProvider, 'id'> {
  readonly id: ProviderId
}

/** The provider that `value` names, if one can sign in with it here; else null. */
export async function findShownProvider({ environment }: AuthSettings, value: string): Promise<ShownProvider | null> {
  if (!isIssuerId(value)) return configuredProviders(environment).find(({ id }) => id === value) ?? null
  const known = await findUsableIssuer(environment, value)
  if (!known) return null
  const host = shownHost(new URL(known.issuer).host)
  return { id: value, name: host, logo: 'openid', host }
}
