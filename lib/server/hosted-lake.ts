import type { LiveEvent } from '@sanity/client'
import type { Change, Lake } from '#lib/content-lake/settings.ts'

/** Events of published content, as `client.live.events()` of `@sanity/client` gives them; each subscription connects anew. */
export interface LiveEvents {
  subscribe(observer: { next: (event: LiveEvent) => void; error: (error: unknown) => void; complete: () => void }): { unsubscribe(): void }
}

export interface HostedLakeSettings {
  readonly projectId: string
  readonly dataset: string
  readonly events: () => LiveEvents
  /** How long to wait before the first new attempt to hear events; each one that fails doubles it, up to `retryMsMax`. */
  readonly retryMs?: number
  readonly retryMsMax?: number
}

/** What stands in the place of the lake for a server whose content is on hosted Sanity. It answers nothing, since browsers and the site's own
 *  client ask there, and tells of changes by the live events of the project.
 *
 *  While the events are not heard nothing counts as current, so that nothing is served that was made before; when they are heard again, all
 *  that was made goes, because what was missed can't be known.
 *  @see docs/decisions/0151-content-on-hosted-sanity.md */
export function hostedLake({ projectId, dataset, events, retryMs = 1000, retryMsMax = 30_000 }: HostedLakeSettings): Lake {
  const changed = new Set<(change: Change) => Promise<void>>()
  const missed = new Set<(dataset: string) => Promise<void>>()
  // Readers compare numbers of changes across restarts, so they begin after all of an earlier start.
  let newest = Date.now()
  let isHeard = false
  let wasHeard = false
  /** Counts connections and their ends, so that a welcome that was waited for does not outlive its connection. */
  let connection = 0
  let failures = 0
  let subscription: { unsubscribe(): void } | undefined
  let retry: NodeJS.Timeout | undefined
  /** Events are told in their order, however long a listener takes. */
  let told: Promise<unknown> = Promise.resolve()

  const tell = (work: () => Promise<unknown>): void => {
    told = told.then(work).catch((error: unknown) => console.error('A change of the content could not be made known:', error))
  }
  const tellGap = async (): Promise<void> => {
    newest += 1
    await Promise.all([...missed].map((listener) => listener(dataset)))
  }
  const tellChange = async ({ id, tags }: { id: string; tags: readonly string[] }): Promise<void> => {
    newest += 1
    const change = { dataset, sequence: newest, transactionId: id, publishedTags: tags, draftTags: [] }
    await Promise.all([...changed].map((listener) => listener(change)))
  }

  function hear(event: LiveEvent): void {
    switch (event.type) {
      case 'welcome': {
        failures = 0
        connection += 1
        const welcomed = connection
        return tell(async () => {
          if (wasHeard) await tellGap()
          wasHeard = true
          isHeard = welcomed === connection
        })
      }
      case 'message':
        return tell(() => tellChange(event))
      case 'restart':
        return tell(tellGap)
      case 'reconnect':
        return cease()
      case 'goaway':
        return lose(`the server said: ${event.reason}`)
    }
  }

  function cease(): void {
    connection += 1
    isHeard = false
  }

  function lose(why: string): void {
    cease()
    subscription?.unsubscribe()
    subscription = undefined
    clearTimeout(retry)
    const wait = Math.min(retryMs * 2 ** failures, retryMsMax)
    failures += 1
    console.error(`The events of ${projectId} are not heard (${why}); pages are made for each reader until they are.`)
    retry = setTimeout(listen, wait)
    retry.unref()
  }

  function listen(): void {
    subscription = events().subscribe({
      next: hear,
      error: (error) => lose(error instanceof Error ? error.message : String(error)),
      complete: () => lose('the stream ended'),
    })
  }

  listen()
  const away = { statusCode: 404, error: 'Not Found', message: `The content is not here, but at https://${projectId}.api.sanity.io` }
  return {
    handle: async () => Response.json(away, { status: 404 }),
    mayOpenSocket: async () => false,
    serveStreams: (socket) => socket.close(1008, away.message),
    servePresence: (socket) => socket.close(1008, away.message),
    onChange: (listener) => addTo(changed, listener),
    onGap: (listener) => addTo(missed, listener),
    newest: () => newest,
    isCurrent: () => isHeard,
    confirm: async () => isHeard,
    // Who wrote what is kept there.
    forget: async () => {},
    join: async () => {},
    keptOf: async () => ({ pseudonyms: [], transactions: 0, settings: [] }),
    async close() {
      cease()
      clearTimeout(retry)
      subscription?.unsubscribe()
      await told
    },
  }
}

function addTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
