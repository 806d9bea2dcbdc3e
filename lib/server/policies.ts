/** What a page may load and do, as header values. Names are those of pages.md, "Policies". */

/** What pages may reach beyond this site. */
export interface Elsewhere {
  /** Where pictures are, as a source for `img-src`. */
  readonly pictures: readonly string[]
  /** Whom the Studio asks, as sources for `connect-src`. */
  readonly content: readonly string[]
}

/** For a site whose content is its own: nothing. */
export const NOWHERE: Elsewhere = { pictures: [], content: [] }

/** For a site that reads `projectId` of hosted Sanity: its interfaces, and the host of its pictures and files. */
export function hostedElsewhere(projectId: string): Elsewhere {
  const project = `${projectId}.api.sanity.io`
  return {
    pictures: ['https://cdn.sanity.io'],
    content: [`https://${project}`, `wss://${project}`, 'https://api.sanity.io', 'https://cdn.sanity.io'],
  }
}

/** Policies of a site; `nonce` is that of a page's own inline scripts. */
export interface Policies {
  /** Pages the same for everyone: no inline script, whatever the content says. */
  readonly public: () => string
  /** Single figures and charts, which any page may frame: no script, no form, nothing from elsewhere. */
  readonly embed: () => string
  /** Pages of one person: Next's inline scripts are known by their nonce. */
  readonly account: (nonce: string) => string
  /** Public pages with drafts in them, shown beside the form in the Studio, whose overlays bring styles of their own. */
  readonly preview: (nonce: string) => string
  /** @see content-lake-protocol.md, section 2 */
  readonly studio: (nonce: string) => string
}

export function policiesFor({ pictures, content }: Elsewhere): Policies {
  const img = ["'self'", 'data:', ...pictures].join(' ')
  const studioImg = ["'self'", 'data:', 'blob:', ...pictures].join(' ')
  const connect = ["'self'", ...content].join(' ')
  return {
    public: () =>
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${img}; font-src 'self'; connect-src 'self'; ` +
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    embed: () => "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *",
    account: (nonce) =>
      `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src ${img}; font-src 'self'; ` +
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    preview: (nonce) =>
      `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src ${studioImg}; font-src 'self' data:; ` +
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    studio: (nonce) =>
      `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src ${studioImg}; font-src 'self' data:; ` +
      `worker-src 'self' blob:; connect-src ${connect}; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'`,
  }
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

/** Headers of what stands in pages of others: those of pages, but that any page may frame it, and no search engine is to list it. */
export function embedHeaders(pageHeaders: Readonly<Record<string, string>>, policy: string): Readonly<Record<string, string>> {
  return {
    ...pageHeaders,
    'Content-Security-Policy': policy,
    'Cache-Control': 'public, max-age=0, must-revalidate',
    'X-Robots-Tag': pageHeaders['X-Robots-Tag'] ?? 'noindex',
    // For pages that let in only what says that it may be let in.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
}
