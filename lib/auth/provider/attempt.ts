import type { ProviderId } from '../providers.ts'

/** One request of somebody signing in: what was learnt on the way, checked. */
export interface Attempt {
  readonly provider: ProviderId
  /** Who it is; set once the proof was checked, so that nothing unchecked can be stored. */
  identity: { readonly issuer: string; readonly subject: string } | null
  /** What they or their provider call them. */
  details: { readonly name: string | null; readonly email: string | null } | null
  readonly userAgent: string | null
}

/** The identity of `attempt`.
 *  @throws {Error} if the proof was not checked, which is a fault of ours */
export function requireIdentity(attempt: Attempt): { readonly issuer: string; readonly subject: string } {
  if (!attempt.identity) throw new Error('Nothing was proved.')
  return attempt.identity
}
