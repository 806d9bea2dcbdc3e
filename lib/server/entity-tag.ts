import { createHash } from 'node:crypto'

/** The strong entity tag of `bytes`, quotes included: other bytes, and so another encoding of the same page, have another.
 *  @see RFC 9110, section 8.8.3 */
export function entityTag(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
}

/** Whether an `If-None-Match` header names `tag`. Its comparison is the weak one.
 *  @see RFC 9110, section 13.1.2 */
export function isNamedBy(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((part) => part.trim().replace(/^W\//, '') === tag)
}
