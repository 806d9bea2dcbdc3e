/** The id of the published document that `id` is a draft or version of; `id` itself if it is neither. */
export function publishedId(id: string): string {
  return id.replace(/^(?:drafts\.|versions\.[^.]+\.)/, '')
}
