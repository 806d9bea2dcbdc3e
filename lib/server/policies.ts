/** What a page may load and do, as header values. Names are those of pages.md, "Policies". */

const PUBLIC =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Pages the same for everyone: no inline script, whatever the content says. */
export function publicPolicy(): string {
  return PUBLIC
}

/** Pages of one person: Next's inline scripts are known by their nonce. */
export function accountPolicy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  )
}

/** Public pages with drafts in them, shown beside the form in the Studio, whose overlays bring styles of their own. */
export function previewPolicy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; ` +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
  )
}

/** @see content-lake-protocol.md, section 2 */
export function studioPolicy(nonce: string): string {
  return (
    `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; ` +
    "worker-src 'self' blob:; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
  )
}

/** Answers that are no pages. */
export function interfacePolicy(): string {
  return "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

/** Headers of every answer of the site at `origin`. */
export function commonHeaders(origin: string, isIndexed: boolean): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(origin.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
    ...(!isIndexed && { 'X-Robots-Tag': 'noindex, nofollow' }),
  }
}
