import type { NextConfig } from 'next'
import { sanity } from 'next-sanity/live/cache-life'

const config: NextConfig = {
  cacheComponents: true,
  reactCompiler: true,
  cacheLife: { default: sanity },
  // Our own server sends this user agent inwards: the page then comes whole, and redirects and 404s are real.
  htmlLimitedBots: /chancery-render/,
  poweredByHeader: false,
  // The server in front compresses once and keeps the bytes.
  compress: false,
  // Types are checked by `npm run typecheck`.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // English has no prefix in addresses: pages live under `/en` inside. What is already prefixed, or no page, is left alone.
  rewrites: async () => [
    { source: '/', destination: '/en' },
    { source: '/:path((?!(?:en|es|api|studio|lake|_next)(?:/|$)).+)', destination: '/en/:path' },
  ],
}

export default config
