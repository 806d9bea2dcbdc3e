/** One change of published content: sync tags, none of them for "something, it is not known what". */
interface Change {
  readonly id: number
  readonly tags: readonly string[]
  readonly at: number
}

/** What tabs of one browser say to each other: a change, or that one has just opened. */
type Message = Change | 'hello'

const RECENT_MS = 60_000
const RETRY_MS = 30_000

/** Calls `hear` with the sync tags of each change of published content after the change `seen`, for as long as the page is shown.
 *
 *  A browser lets a host have six connections, so all tabs share one event stream: that of the tab which holds a lock. When it
 *  closes, the next tab gets the lock and goes on after the last change that it knows of.
 *  @see `lib/server/open-pages.ts` for the stream */
export function followChanges(hear: (tags: readonly string[]) => void, seen: number): void {
  const channel = new BroadcastChannel('changes')
  const recent: Change[] = []
  let last = seen
  let leaving: AbortController | undefined

  function take(change: Change) {
    // What is not known may lie in another history, with smaller numbers.
    if (change.id <= last && change.tags.length > 0) return
    last = change.id
    hear(change.tags)
  }

  function pass(change: Change) {
    recent.push(change)
    channel.postMessage(change)
    take(change)
  }

  function lead(until: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stream = new EventSource(last === 0 ? '/changes' : `/changes?after=${last}`)
      stream.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) =>
        pass({ id: Number(lastEventId), tags: JSON.parse(data), at: Date.now() }),
      )
      // Refused for good, by a server that is full or starting: not a thing that an event stream tries again.
      stream.addEventListener('error', () => {
        if (stream.readyState === EventSource.CLOSED) setTimeout(() => until.aborted || resolve(lead(until)), RETRY_MS)
      })
      const answer = ({ data }: MessageEvent<Message>) => {
        if (data === 'hello') for (const change of recent) if (change.at > Date.now() - RECENT_MS) channel.postMessage(change)
      }
      channel.addEventListener('message', answer)
      until.addEventListener('abort', () => {
        stream.close()
        channel.removeEventListener('message', answer)
        resolve()
      })
    })
  }

  function join() {
    leaving?.abort()
    leaving = new AbortController()
    const { signal } = leaving
    const leading = navigator.locks?.request('changes', { signal }, () => lead(signal)) ?? lead(signal)
    // The lock was asked for, and the page left before it was given.
    leading.catch(() => {})
    // What changed between this page's sending and now, the leader knows.
    channel.postMessage('hello')
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data !== 'hello') take(data)
  })
  // A page with a lock or a stream could not be kept for the back button.
  addEventListener('pagehide', () => leaving?.abort())
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) join()
  })
  // Without https, and not on this machine, there are no locks: then each tab has a stream while it is in sight.
  if (!navigator.locks) document.addEventListener('visibilitychange', () => (document.hidden ? leaving?.abort() : join()))
  if (navigator.locks || !document.hidden) join()
}
