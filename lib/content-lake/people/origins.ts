import { z } from 'zod'
import type { AllowedOrigin } from './register.ts'

/** An origin as it may be allowed: scheme, host and port, `*` standing for part of a host, for a port, or for everything. */
export const originPattern = z
  .string()
  .max(300)
  .transform((value) => value.trim().toLowerCase().replace(/\/$/, ''))
  .refine(
    (value) =>
      value === '*' || /^[a-z][a-z\d+.-]*:\/\/(?:[a-z\d.*-]+|\[[\da-f:.]+\])(?::(?:\d{1,5}|\*))?$/.test(value) || value === 'file:///*',
    {
      error: 'An origin is written as https://example.org, https://*.example.org or http://localhost:*, without a path',
    },
  )

function isLike(pattern: string, origin: string): boolean {
  if (pattern === '*') return true
  // What a file says of its origin is "null"; only who allows files means it.
  if (pattern === 'file:///*') return origin === 'null'
  const port = /:(?:\d+|\*)$/.exec(pattern)?.[0] ?? ''
  const host = pattern
    .slice(0, pattern.length - port.length)
    .split('*')
    .map((part) => RegExp.escape(part))
    .join(String.raw`[a-z\d.-]+`)
  return new RegExp(`^${host}${port === ':*' ? String.raw`(?::\d+)?` : port}$`).test(origin)
}

/** Whether pages of `origin` may use the project, and whether their browsers may send cookies and tokens along; null if they may not.
 *  Without `project`, whether they may use any: what a browser asks before it sends the header that names one. */
export function allowanceOf(
  origin: string,
  allowed: readonly AllowedOrigin[],
  project: string | null,
): { withCredentials: boolean } | null {
  const found = allowed.filter((one) => (project === null || one.project === project) && isLike(one.origin, origin.toLowerCase()))
  return found.length === 0 ? null : { withCredentials: found.some((one) => one.allowCredentials) }
}
