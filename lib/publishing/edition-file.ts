import { z } from 'zod'
import { canonicalJson, hashOf } from './canonical.ts'
import { isSignedBy } from './signer.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

/** An edition as a file: what was signed, its hash, and the signature. */
const fileSchema = z.object({
  edition: z
    .object({
      document: z.string(),
      number: z.number().int().positive(),
      published: z.iso.datetime(),
      heading: z.string(),
      language: z.string(),
      previous: hex.nullable(),
    })
    .loose(),
  hash: hex,
  signature: z.object({ algorithm: z.literal('Ed25519'), key: z.string(), value: z.string() }),
})

export type EditionFile = z.infer<typeof fileSchema>

/** What `/.well-known/chancery-keys.json` holds. */
const keySetSchema = z.object({ keys: z.array(z.object({ kid: z.string(), x: z.string(), exp: z.number().optional() })) })

/** Public keys by which editions are checked. */
export interface KeySet {
  readonly keys: readonly { readonly kid: string; readonly x: string; readonly exp?: number | undefined }[]
}

interface Signed {
  /** The canonical JSON of an edition. */
  readonly content: string
  readonly hash: string
  readonly keyId: string
  readonly signature: string
}

/** The text of the file of an edition. The signed bytes stand in it as they are, as the value of `edition`. */
export function editionFile({ content, hash, keyId, signature }: Signed): string {
  const about = canonicalJson({ hash, signature: { algorithm: 'Ed25519', key: keyId, value: signature } })
  return `{"edition":${content},${about.slice(1)}\n`
}

/** The edition in `text`; null if it is no file of an edition. */
export function parseEditionFile(text: string): EditionFile | null {
  return parse(fileSchema, text)
}

/** The keys in `text`; null if it is no key set. */
export function parseKeySet(text: string): KeySet | null {
  return parse(keySetSchema, text)
}

/** What is wrong with a file of an edition. */
export type EditionFault =
  /** Its text is not the one that the hash belongs to. */
  | 'changed'
  /** The key that it names is not among those known. */
  | 'unknown-key'
  /** It was not signed with that key. */
  | 'forged'
  /** It was published after the time of that key had ended. */
  | 'retired-key'

/** What is wrong with `file`, by itself and by the public keys given; null if it is as it was signed. Needs no network and no database. */
export function faultOf(file: EditionFile, { keys }: KeySet): EditionFault | null {
  const content = canonicalJson(file.edition)
  if (hashOf(content) !== file.hash) return 'changed'
  const key = keys.find(({ kid }) => kid === file.signature.key)
  if (!key) return 'unknown-key'
  if (!isSignedBy(key.x, content, file.signature.value)) return 'forged'
  return key.exp !== undefined && Date.parse(file.edition.published) >= key.exp * 1000 ? 'retired-key' : null
}

/** The hash of the edition in `file`, whatever it says itself. */
export function trueHashOf(file: EditionFile): string {
  return hashOf(canonicalJson(file.edition))
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
