const wellFormed = /^[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*$/
const longest = 128

/** Whether `id` may be the id of a document: letters, digits, `_`, `-` and single dots within, at most 128 without its prefix.
 *  @see https://www.sanity.io/docs/ids */
export function isDocumentId(id: string): boolean {
  return publishedIdOf(id).length <= longest && id.length <= 2 * longest + 10 && wellFormed.test(id)
}

/** The id of the published document that `id` is a draft or version of; `id` itself if it is neither. */
export function publishedIdOf(id: string): string {
  return id.replace(/^(?:drafts|versions\.[^.]+)\./, '')
}

/** The id of the draft of a published document. */
export function draftIdOf(publishedId: string): string {
  return `drafts.${publishedId}`
}

/** The release that `id` is a version in; null for drafts and published documents. */
export function releaseOf(id: string): string | null {
  return /^versions\.([^.]+)\../.exec(id)?.[1] ?? null
}

/** Whether `id` is that of a draft. */
export function isDraftId(id: string): boolean {
  return id.startsWith('drafts.')
}

/** Whether `id` is neither a draft's nor a version's. */
export function isPublishedId(id: string): boolean {
  return publishedIdOf(id) === id
}

/** A new id for a document, or for a transaction. */
export function newId(): string {
  return crypto.randomUUID()
}
