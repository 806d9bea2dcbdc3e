import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** `value` as canonical JSON: one text for one value, whoever writes it.
 *  @see RFC 8785 */
export function canonicalJson(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no JSON')
  return text
}

/** SHA-256 of the UTF-8 bytes of `text`, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
