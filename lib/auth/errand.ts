/**
 * What a sign-in is for. `sign-in`: to be known here. `confirm`: whoever is signed in proves anew that it is them, before something that
 * can't be undone. `link`: whoever is signed in adds another way in.
 */
export const ERRANDS = ['sign-in', 'confirm', 'link'] as const

export type ErrandKind = (typeof ERRANDS)[number]

/** A sign-in that came back, and what it was begun for. */
export interface Errand {
  readonly kind: ErrandKind
  /** The session that it was begun in; null for signing in. */
  readonly sessionId: string | null
}

/** What a sign-in that comes back to `callbackPath` is for. It stands in that address (`/my/account?errand=link`), because every way of
 *  signing in, by a logo or by an issuer that somebody typed, carries that along. The address alone gives no right: see `beginErrand`. */
export function errandOf(callbackPath: string): ErrandKind {
  const wanted = new URLSearchParams(callbackPath.split('#')[0]?.split('?')[1]).get('errand')
  return ERRANDS.find((kind) => kind === wanted) ?? 'sign-in'
}

/** `path` as the place that a sign-in for `kind` comes back to. */
export function withErrand(path: string, kind: Exclude<ErrandKind, 'sign-in'>): string {
  return `${path}${path.includes('?') ? '&' : '?'}errand=${kind}`
}
