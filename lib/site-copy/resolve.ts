import { relativeLink, targetOf } from './address.ts'
import type { Crawl, Fetched, Redirect } from './crawl.ts'

/** What a link of the copy became. */
export type Resolved =
  | { readonly kind: 'file'; readonly href: string; readonly key: string }
  /** Only the site itself has it. */
  | { readonly kind: 'live'; readonly href: string }
  | { readonly kind: 'foreign' }

const REDIRECTS_MAX = 10

/** How links of the file `from`, which was at `key`, are written: relative where the copy holds what they lead to. */
export function linkResolver(crawl: Crawl, origin: string, from: string, key: string): (written: string) => Resolved {
  const base = new URL(key, origin).href
  return (written) => {
    const target = targetOf(written, base, origin)
    if (target.kind !== 'copied') return target
    const found = follow(crawl, target)
    if (!found) return { kind: 'live', href: new URL(written, base).href }
    const { file, fragment } = found
    const isSame = file === from && target.query === ''
    const href = isSame && fragment !== '' ? fragment : relativeLink(from, file) + target.query + fragment
    return { kind: 'file', href, key: found.key }
  }
}

function follow({ fetched, redirects }: Crawl, { key, fragment }: Redirect): (Fetched & Redirect) | undefined {
  let at: Redirect = { key, fragment }
  for (let step = 0; step < REDIRECTS_MAX; step += 1) {
    const found = fetched.get(at.key)
    if (found) return { ...found, fragment: at.fragment }
    const next = redirects.get(at.key)
    if (!next) return undefined
    // As browsers do: the place that was asked for stays, unless the address that leads on names one.
    at = { key: next.key, fragment: next.fragment || at.fragment }
  }
  return undefined
}
