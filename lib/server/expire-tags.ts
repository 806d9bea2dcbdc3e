import { processRecord } from '#lib/render-record.ts'
import { EXPIRE_TAGS_PATH } from './destination.ts'
import { askInside, type NodeHandler } from './inner-request.ts'
import { ownHeaders } from './inward-headers.ts'
import { NEXT_TAG_PREFIX } from './render-page.ts'

const ATTEMPTS_MAX = 3

/** Lets go of everything in Next's cache that has one of the sync tags given. Next has no way to this but from a handler of its
 *  own, so one is asked, in this process; the address is closed to the outside, and the handler knows us by a key besides.
 *  @see `app/api/expire-tags/route.ts` */
export function createTagExpiry(handler: NodeHandler, origin: string): (tags: readonly string[]) => Promise<void> {
  const key = (processRecord().expireKey = crypto.randomUUID())
  return async (tags) => {
    // Next compares in rounded milliseconds: what was read just before the change must not seem to be of the same one.
    await new Promise((resolve) => setTimeout(resolve, 1))
    const body = Buffer.from(JSON.stringify(tags.map((tag) => NEXT_TAG_PREFIX + tag)))
    const headers = { ...ownHeaders(origin), 'content-type': 'application/json', authorization: `Bearer ${key}` }
    // A failure would leave old answers in Next's cache for good, so it is not taken at once.
    for (let attempt = 1; ; attempt += 1) {
      const answer = await askInside(handler, { method: 'POST', target: EXPIRE_TAGS_PATH, headers, body })
      if (answer.status === 204) return
      if (attempt === ATTEMPTS_MAX) throw new Error(`Tags were not expired: ${EXPIRE_TAGS_PATH} answered ${answer.status}.`)
    }
  }
}
