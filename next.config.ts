import type { NextConfig } from 'next'
import { sanity } from 'next-sanity/live/cache-life'
import { DEFAULT_LANGUAGE, LANGUAGES } from './lib/i18n/languages.ts'

/** First parts of addresses that have no language: everything else is a page of the site. */
const WITHOUT_LANGUAGE = [...LANGUAGES, 'studio', 'api', 'feeds', 'lake', 'changes', '_next']

/** In each language, the address `page` with `ending` leads to the handler at `destination`. */
function endedAddresses(page: string, ending: string, destination: string) {
  return [
    { source: `${page}${ending}`, destination: `/${DEFAULT_LANGUAGE}${destination}` },
    { source: `/:lang(${LANGUAGES.join('|')})${page}${ending}`, destination: `/:lang${destination}` },
  ]
}

const config: NextConfig = {
  cacheComponents: true,
  reactCompiler: true,
  cacheLife: { default: sanity },
  // Our own server sends this user agent inwards: the page then comes whole, and redirects and 404s are real.
  htmlLimitedBots: /chancery-render/,
  // Charts are drawn by these as they stand in node_modules: bundled, each page would carry its copy of d3.
  serverExternalPackages: ['@observablehq/plot', 'linkedom', '@resvg/resvg-js'],
  poweredByHeader: false,
  // The server in front compresses once and keeps the bytes.
  compress: false,
  // Types are checked by `npm run typecheck`.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // The default language has no prefix in addresses: rewritten, not redirected.
  rewrites: () =>
    Promise.resolve([
      // TypeScript looks into no folder whose name begins with a dot.
      { source: '/.well-known/chancery-keys.json', destination: '/api/edition-keys' },
      // An edition as a file has the address of its page with an ending.
      {
        source: '/fact-sheets/:path+/editions/:number(\\d{1,9}).json',
        destination: `/${DEFAULT_LANGUAGE}/fact-sheets/:path+/editions/:number/json`,
      },
      {
        source: `/:lang(${LANGUAGES.join('|')})/fact-sheets/:path+/editions/:number(\\d{1,9}).json`,
        destination: '/:lang/fact-sheets/:path+/editions/:number/json',
      },
      // So has what changed between two editions, for the module that tells it.
      ...endedAddresses('/fact-sheets/:path+/compare/:a(\\d{1,9})/:b(\\d{1,9})', '.json', '/fact-sheets/:path+/compare/:a/:b/json'),
      // So has a sheet, or an edition, as plain text.
      ...endedAddresses('/fact-sheets/:slug([a-z0-9-]+)', '.md', '/fact-sheets/:slug/md'),
      ...endedAddresses('/fact-sheets/:slug/in/:written([A-Za-z0-9-]+)', '.md', '/fact-sheets/:slug/in/:written/md'),
      ...endedAddresses('/fact-sheets/:path+/editions/:number(\\d{1,9})', '.md', '/fact-sheets/:path+/editions/:number/md'),
      // And how something is cited.
      ...endedAddresses('/fact-sheets/:path+/cite', '.:ending(bib|json)', '/fact-sheets/:path+/cite/:ending'),
      ...endedAddresses(
        '/indicators/:indicator/:place/cite/:observation([A-Za-z0-9_-]+)',
        '.:ending(bib|json)',
        '/indicators/:indicator/:place/cite/:observation/:ending',
      ),
      // All values of a figure as a file have the address of its page with an ending.
      ...['csv', 'json'].map((kind) => ({
        source: `/indicators/:indicator/:place([a-z0-9-]+).${kind}`,
        destination: `/${DEFAULT_LANGUAGE}/indicators/:indicator/:place/${kind}`,
      })),
      { source: '/', destination: `/${DEFAULT_LANGUAGE}` },
      { source: `/:path((?!(?:${WITHOUT_LANGUAGE.join('|')})(?:/|$)).*)`, destination: `/${DEFAULT_LANGUAGE}/:path` },
    ]),
}

export default config
