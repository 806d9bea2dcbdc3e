import type { ErrandKind } from '../errand.ts'
import type { ProviderId } from '../providers.ts'

/** One request of somebody signing in: what was learnt on the way, checked. */
export interface Attempt {
  readonly provider: ProviderId
  /** Who it is; set once the proof was checked, so that nothing unchecked can be stored. */
  identity: { readonly issuer: string; readonly subject: string } | null
  /** What they or their provider call them. */
  details: {
    /** Undefined where the provider gives it once and this was not that time: what is known stays. */
    readonly name: string | null | undefined
    readonly email: string | null
  } | null
  /** The provider's own name of its session there, by which it can end ours. */
  sid: string | null
  /** What the provider's answer brought; empty while a sign-in only begins. */
  readonly answer: URLSearchParams
  readonly userAgent: string | null
  /** What it is for. For anything but signing in, the provider is asked to have the person prove anew who they are. */
  readonly errand: ErrandKind
}

/** The identity of `attempt`.
 *  @throws {Error} if the proof was not checked, which is a fault of ours */
export function requireIdentity(attempt: Pick<Attempt, 'identity'>): { readonly issuer: string; readonly subject: string } {
  if (!attempt.identity) throw new Error('Nothing was proved.')
  return attempt.identity
}
