import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSettings } from './settings.ts'

const TICKET_MS = 10 * 60_000

/** Whether a form was sent by a page of this site: browsers state the origin of every POST.
 *  @see Fetch, section 3.2 (`Origin` header) */
export function isOwnPost(headers: Headers): boolean {
  return headers.get('origin') === authSettings().origin
}

/** Whether a link on a page of this site led here. Browsers that do not say it by `Sec-Fetch-Site` (it is sent over https and to
 *  localhost alone) may say it by `Referer`. */
export function isOwnLink(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const referer = headers.get('referer')
  return referer !== null && URL.canParse(referer) && new URL(referer).origin === authSettings().origin
}

/** A mark for the link by which one goes on from our own page to `provider`, for browsers that say nothing of where a link was. */
export function makeTicket(provider: string, now: number = Date.now()): string {
  const until = String(now + TICKET_MS)
  return `${until}.${sign(provider, until)}`
}

/** Whether `ticket` was made for `provider` within the last 10 minutes. */
export function isTicket(ticket: string | null, provider: string, now: number = Date.now()): boolean {
  const [until, mark, ...rest] = ticket?.split('.') ?? []
  if (until === undefined || mark === undefined || rest.length > 0 || !(Number(until) > now)) return false
  const expected = Buffer.from(sign(provider, until))
  const given = Buffer.from(mark)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function sign(provider: string, until: string): string {
  return createHmac('sha256', authSettings().secret).update(`go on to ${provider} until ${until}`).digest('base64url')
}
