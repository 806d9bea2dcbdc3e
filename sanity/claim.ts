import type { Claim } from '#lib/figures/claim.ts'

/** A claim as a document holds it; a draft may lack any part. */
export interface StoredClaim {
  readonly basis?: Claim['basis'] | null
  readonly comparison?: Claim['comparison'] | null
  readonly observations?: readonly { readonly _ref?: string }[] | null
  readonly window?: { readonly start?: string | null; readonly end?: string | null } | null
}

/** A claim made ready to be told; null if it does not say yet what it claims. */
export function toClaim(claim: StoredClaim | null | undefined): Claim | null {
  if (!claim?.basis || !claim.comparison) return null
  const { basis, comparison, observations, window } = claim
  return {
    basis,
    comparison,
    observations: (observations ?? []).flatMap(({ _ref }) => (_ref === undefined ? [] : [_ref])),
    window: window ? { start: window.start ?? null, end: window.end ?? null } : null,
  }
}
