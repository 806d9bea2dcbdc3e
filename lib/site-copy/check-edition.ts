import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import canonicalize from 'canonicalize'

// Browsers give their own cryptography to pages below `file:` or not, as they please: this needs none of it.
hashes.sha512 = sha512

/** An edition that the copy holds. */
export interface KnownEdition {
  readonly hash: string
  readonly document: string
  readonly number: number
  readonly heading: string
  /** The file of its page, from the folder of the copy. */
  readonly href: string
}

/** What the copy knows of editions. */
export interface EditionRegister {
  /** The site's public keys, as their set gives them. */
  readonly keys: readonly { readonly kid: string; readonly x: string; readonly exp?: number }[]
  readonly editions: readonly KnownEdition[]
  /** The documents that are no longer published. */
  readonly withdrawn: readonly string[]
}

/** What came of checking. */
export type Verdict =
  | {
      readonly kind: 'genuine' | 'genuineElsewhere'
      readonly number: number
      readonly heading: string
      readonly published: string
      readonly known: KnownEdition | null
      /** The number of the newest edition of that sheet in the copy; null if that is no longer published. */
      readonly newest: number | null
    }
  | { readonly kind: 'changed' | 'unknownKey' | 'forged' | 'retiredKey' | 'brokenChain' | 'otherEdition' | 'unreadable' }

interface EditionFile {
  readonly edition: {
    readonly document: string
    readonly number: number
    readonly heading: string
    readonly published: string
    readonly previous: string | null
  }
  readonly hash: string
  readonly signature: { readonly key: string; readonly value: string }
}

/** Checks `text`, the file of an edition: its hash, its place in the chain of those that the copy holds, and its signature.
 *  @see `lib/publishing/edition-file.ts`, which makes such files */
export function checkEdition(text: string, { keys, editions, withdrawn }: EditionRegister): Verdict {
  const file = readFile(text)
  if (!file) return { kind: 'unreadable' }
  const { edition, hash, signature } = file
  const content = new TextEncoder().encode(canonicalize(edition) ?? '')
  if (hexOf(sha256(content)) !== hash) return { kind: 'changed' }
  const key = keys.find(({ kid }) => kid === signature.key)
  if (!key) return { kind: 'unknownKey' }
  if (!isSigned(signature.value, content, key.x)) return { kind: 'forged' }
  if (key.exp !== undefined && Date.parse(edition.published) >= key.exp * 1000) return { kind: 'retiredKey' }
  const ofSheet = editions.filter(({ document }) => document === edition.document)
  const at = (number: number) => ofSheet.find((one) => one.number === number)
  const known = at(edition.number) ?? null
  if (known && known.hash !== hash) return { kind: 'otherEdition' }
  const before = at(edition.number - 1)
  if ((before && before.hash !== edition.previous) || (edition.number === 1) !== (edition.previous === null)) return { kind: 'brokenChain' }
  const { number, heading, published } = edition
  const newest = withdrawn.includes(edition.document) ? null : Math.max(number, ...ofSheet.map((one) => one.number))
  return { kind: known ? 'genuine' : 'genuineElsewhere', number, heading, published, known, newest }
}

/** The editions of the copy whose hash begins with `text`; null if that is no hash. */
export function findByHash(text: string, { editions }: EditionRegister): readonly KnownEdition[] | null {
  const hash = text
    .trim()
    .toLowerCase()
    .replace(/^sha-?256:\s*/, '')
  return /^[0-9a-f]{12,64}$/.test(hash) ? editions.filter((one) => one.hash.startsWith(hash)) : null
}

function readFile(text: string): EditionFile | null {
  try {
    const file = JSON.parse(text) as Partial<EditionFile> | null
    const { edition, hash, signature } = file ?? {}
    const isWhole =
      typeof edition?.document === 'string' &&
      Number.isInteger(edition.number) &&
      typeof edition.heading === 'string' &&
      typeof edition.published === 'string' &&
      (edition.previous === null || typeof edition.previous === 'string') &&
      typeof hash === 'string' &&
      typeof signature?.key === 'string' &&
      typeof signature.value === 'string'
    return isWhole ? (file as EditionFile) : null
  } catch {
    return null
  }
}

function isSigned(signature: string, content: Uint8Array, x: string): boolean {
  try {
    return verify(bytesOf(signature), content, bytesOf(x))
  } catch {
    // Too short, or no point of the curve.
    return false
  }
}

function bytesOf(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
