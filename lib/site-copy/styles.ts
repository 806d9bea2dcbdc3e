const ADDRESS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]+))\s*\)/g

/** The addresses that a style sheet names. */
export function addressesIn(css: string): readonly string[] {
  return Array.from(css.matchAll(ADDRESS), ([, double, single, bare]) => double ?? single ?? bare ?? '')
}

/** `css` with each address as `change` gives it. */
export function withAddresses(css: string, change: (address: string) => string): string {
  return css.replaceAll(ADDRESS, (_, double?: string, single?: string, bare?: string) => `url("${change(double ?? single ?? bare ?? '')}")`)
}
