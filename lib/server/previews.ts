import type { IncomingMessage } from 'node:http'
import type { Answering } from './http-server.ts'

/** By which Next knows that drafts are to be shown. It names nobody, so it outlives the session and the role it was given for. */
const DRAFT_COOKIE = '__prerender_bypass='
const ASKS_FOR_DRAFTS = new RegExp(`(?:^|;\\s*)${DRAFT_COOKIE}`)

/** Whether `message` asks for pages with drafts in them. */
export function isPreviewing(message: IncomingMessage): boolean {
  return ASKS_FOR_DRAFTS.test(message.headers.cookie ?? '')
}

/** `site`, which shows drafts only to whom `mayPreview` allows it at each request; to all others what everyone sees. */
export function guardPreviews(site: Answering, mayPreview: (cookies: string) => Promise<boolean>): Answering {
  return {
    async answer(message, reply) {
      const { cookie = '' } = message.headers
      if (isPreviewing(message) && !(await mayPreview(cookie))) {
        const kept = withoutDraftCookie(cookie)
        message.headers.cookie = kept
        // Node keeps the same headers twice.
        message.headersDistinct['cookie'] = [kept]
      }
      await site.answer(message, reply)
    },
    close: () => site.close(),
  }
}

function withoutDraftCookie(cookies: string): string {
  return cookies
    .split(';')
    .filter((cookie) => !cookie.trimStart().startsWith(DRAFT_COOKIE))
    .join(';')
}
