/** Where a link of an editor's text may lead: pages of this site, the web, and mail. */
const ALLOWED = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i

/** `href` if a reader may be led there; null for anything else, such as a script's address. */
export function linkAddress(href: string | null | undefined): string | null {
  const address = href?.trim() ?? ''
  return ALLOWED.test(address) ? address : null
}
