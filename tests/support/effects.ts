import { applyPatch, type RawPatch } from 'mendoza'

type State = { readonly _rev: string; readonly [attribute: string]: unknown }

/** The document that an effect makes of `state`, as the Studio applies it: without `_rev`, which it then sets by itself.
 *  @see sanity `packages/sanity/src/core/preview/utils/applyMendozaPatch.ts` */
export function applyEffect(state: object | null | undefined, patch: readonly unknown[] | undefined, revision: string): State | null {
  const { _rev: _, ...rest } = { ...state } as Partial<State>
  const next: Record<string, unknown> | null = applyPatch(state ? rest : null, [...(patch ?? [])] as RawPatch)
  return next && { ...next, _rev: revision }
}
