import type { IncomingMessage } from 'node:http'

/** The user agent by which Next knows this server, and then answers with whole pages and true statuses. Nobody outside may bear it.
 *  @see pages.md, "Rules" (`htmlLimitedBots` in `next.config.ts`) */
const RENDER_AGENT = 'chancery-render'

/** Headers that only a proxy or this server may set, and those of the connection itself. */
const LEFT_OUT = new Set([
  'host',
  'connection',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'expect',
  'forwarded',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
])
const LEFT_OUT_PREFIXES = ['x-forwarded-', 'x-middleware-', 'x-chancery-', 'x-matched-path', 'x-invoke-', 'x-now-', 'x-vercel-']

/** The headers that Next gets with everything: whose site this is, and that this server asks. */
export function ownHeaders(origin: string): Record<string, string> {
  const { host, protocol } = new URL(origin)
  return { host, 'user-agent': RENDER_AGENT, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) }
}

/** The headers of `message` for Next: what could deceive it left out, `ownHeaders` put in. The browser's own name goes on as
 *  `x-chancery-user-agent`, its address as `x-forwarded-for`. `nonce` is what Next marks its scripts with. */
export function inwardHeaders(message: IncomingMessage, origin: string, nonce: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (LEFT_OUT.has(name) || LEFT_OUT_PREFIXES.some((prefix) => name.startsWith(prefix))) continue
    headers[name] = (values ?? []).join(name === 'cookie' ? '; ' : ', ')
  }
  const agent = message.headers['user-agent']
  return {
    ...headers,
    ...ownHeaders(origin),
    ...(agent !== undefined && { 'x-chancery-user-agent': agent }),
    'x-forwarded-for': message.socket.remoteAddress ?? '',
    'content-security-policy': `script-src 'nonce-${nonce}'`,
  }
}
