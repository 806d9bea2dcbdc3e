import { askInside, type InnerAnswer } from './inner-request.ts'
import { prepareSite, type SiteSettings } from './prepared-site.ts'

/** A site that listens nowhere, and answers whoever runs it alone. */
export interface InnerSite {
  readonly origin: string
  /** What a stranger gets at `target`, a path with its query: the very bytes that the site would send.
   *  @throws what the page throws */
  ask(target: string): Promise<InnerAnswer>
  close(): Promise<void>
}

/** Opens the site that `settings` describe inside this process. */
export async function openInnerSite(settings: SiteSettings): Promise<InnerSite> {
  // None of its requests names an encoding, and three of every page would take the time of a second page.
  const { origin, site, close } = await prepareSite({ ...settings, encodes: false })
  const headers = { host: new URL(origin).host }
  return {
    origin,
    ask: (target) => askInside((message, reply) => site.answer(message, reply), { method: 'GET', target, headers }),
    close: () => close(() => Promise.resolve()),
  }
}
