import { authSettings } from './settings.ts'

/** Goes on to an address, or to a path of this site, by GET. Never kept, and the next page is not told where one came from. */
export function seeOther(target: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({
    location: new URL(target, authSettings().origin).href,
    'cache-control': 'private, no-store',
    // Callback addresses hold codes, which must not reach the page that comes next.
    'referrer-policy': 'no-referrer',
  })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
