import 'server-only'
import { noteTags, processRecord } from '#lib/render-record.ts'
import { cookies, draftMode } from 'next/headers'
import { defineLive, resolvePerspectiveFromCookies, type LivePerspective, type StrictDefinedFetchType } from 'next-sanity/live'
import { client } from './client.ts'

/** In which state documents are read: as published, or with an editor's drafts and the marks of visual editing. */
export interface View {
  readonly perspective: LivePerspective
  readonly stega: boolean
}

/** What everyone sees. */
export const PUBLISHED: View = { perspective: 'published', stega: false }

const { sanityFetch } = defineLive({
  client,
  serverToken: processRecord().viewerToken ?? false,
  browserToken: false,
  strict: true,
})

/** The one `'use cache'`: the answer stays until one of its own sync tags expires. */
const cachedSanity: StrictDefinedFetchType = async (options) => {
  'use cache'
  return await sanityFetch(options)
}

/** What next-sanity puts before a sync tag to name an entry of Next's cache. */
export const CACHE_TAG_PREFIX = 'sanity:'

/**
 * The answer to a query, from the cache if it holds one, with its sync tags noted for the page being rendered.
 * They are noted here and not inside the cache, where this would not run on a hit.
 */
export const readContent: StrictDefinedFetchType = async (options) => {
  const epoch = processRecord().cacheEpoch?.() ?? ''
  // The request's tag means nothing to the answer, but tells entries of Next's cache apart.
  const answer = await cachedSanity(epoch === '' ? options : { ...options, requestTag: `epoch.${epoch}` })
  noteTags(answer.tags.map((tag) => (tag.startsWith(CACHE_TAG_PREFIX) ? tag.slice(CACHE_TAG_PREFIX.length) : tag)))
  return answer
}

/** The view for this request, resolved once in the page: drafts only in draft mode, which an editor switches on. */
export async function currentView(): Promise<View> {
  const { isEnabled } = await draftMode()
  // Cookies are asked for in draft mode alone: a public page that reads one would not be the same for everyone.
  if (!isEnabled) return PUBLISHED
  const perspective = await resolvePerspectiveFromCookies({ cookies: await cookies() })
  return { perspective: perspective ?? 'drafts', stega: true }
}
