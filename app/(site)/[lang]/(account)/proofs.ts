import type { Proof } from '#components/account/proof-links.tsx'
import { type ErrandKind, withErrand } from '#lib/auth/errand.ts'
import { listIdentities } from '#lib/auth/identities.ts'
import { makeTicket } from '#lib/auth/own-request.ts'
import { findShownProvider, type ShownProvider } from '#lib/auth/provider/shown-provider.ts'
import { configuredProviders } from '#lib/auth/providers.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { authSettings } from '#lib/auth/settings.ts'

/** The ways in which `reader` can prove anew that it is them, coming back to `path`. */
export async function confirmations(reader: Reader, path: string): Promise<readonly Proof[]> {
  const own = new Set((await listIdentities(reader)).map(({ provider }) => provider))
  const shown = await Promise.all([...own].map((id) => findShownProvider(authSettings(), id)))
  return shown.flatMap((provider) => (provider ? [proof(provider, path, 'confirm')] : []))
}

/** The ways in that can be added, coming back to `path`. */
export function additions(path: string): readonly Proof[] {
  return configuredProviders().map((provider) => proof(provider, path, 'link'))
}

function proof({ id, name, logo }: ShownProvider, path: string, kind: Exclude<ErrandKind, 'sign-in'>): Proof {
  // The ticket is for browsers that do not say where a link was.
  const query = new URLSearchParams({ callbackUrl: withErrand(path, kind), ticket: makeTicket(id) })
  return { name, logo, href: `/api/auth/start/${id}?${query.toString()}` }
}
