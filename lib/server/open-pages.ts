import type { IncomingMessage, ServerResponse } from 'node:http'
import { shortTag } from './short-tag.ts'

/** One change of published content, as open pages are told of it. */
interface NotedChange {
  readonly id: number
  readonly tags: readonly string[]
}

const REPLAY_MS = 60_000
const HEARTBEAT_MS = 15_000
const READERS_MAX = 20_000
/** A reader who takes nothing in is let go; it comes back by itself, and is told what it missed. */
const BUFFER_BYTES_MAX = 64 * 1024

/** The event stream `/changes`: open pages hear which sync tags changed, by their ends. Ids are the numbers of the changes, the same on every instance.
 *
 *  On connect a reader gets what changed after the `Last-Event-ID` (or `?after=`, where the page itself or the tab that it takes over from
 *  has ended), else what changed in the last minute: so a change between sending a page and opening the stream is not lost. When it
 *  can't be known what was missed, one event without tags says "look for yourself".
 *  @see pages.md, "Open pages" */
export class OpenPages {
  readonly #readers = new Set<ServerResponse>()
  readonly #recent: (NotedChange & { readonly at: number })[] = []
  /** Changes up to here may have been forgotten. */
  #knownSince: number
  #last: number
  readonly #heartbeat: NodeJS.Timeout

  /** `newest` is the number of the newest change there is. */
  constructor(newest: number) {
    this.#knownSince = newest
    this.#last = newest
    this.#heartbeat = setInterval(() => this.#send(':\n\n'), HEARTBEAT_MS)
    this.#heartbeat.unref()
  }

  /** Keeps `reply` as a stream of changes. `after` is the last id that its reader knows of. */
  serve(message: IncomingMessage, reply: ServerResponse, after: number | null, headers: Readonly<Record<string, string>>): void {
    if (this.#readers.size >= READERS_MAX) {
      reply.writeHead(503, { ...headers, 'Retry-After': '30', 'Cache-Control': 'no-store' }).end()
      return
    }
    reply.writeHead(200, {
      ...headers,
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    })
    message.socket.setNoDelay(true)
    this.#forgetOld()
    const missed = after === null ? this.#recent : this.#recent.filter(({ id }) => id > after)
    // A number from the future is one of another history, of before a back-up was restored, say.
    const isUncertain = after !== null && (after < this.#knownSince || after > this.#last)
    const told = isUncertain ? [{ id: this.#last, tags: [] }] : missed
    reply.write('retry: 1000\n\n' + told.map(event).join(''))
    this.#readers.add(reply)
    reply.once('close', () => this.#readers.delete(reply))
  }

  /** Tells every open page that what has one of `tags` changed. */
  tell(id: number, tags: readonly string[]): void {
    this.#last = id
    this.#recent.push({ id, tags, at: Date.now() })
    this.#forgetOld()
    this.#send(event({ id, tags }))
  }

  /** Tells every open page that anything may have changed, up to the change `newest`. */
  tellAll(newest: number): void {
    this.#last = newest
    this.#knownSince = newest
    this.#recent.length = 0
    this.#send(event({ id: newest, tags: [] }))
  }

  /** The number of the newest change that was told. */
  get last(): number {
    return this.#last
  }

  /** How many streams are open. */
  get readers(): number {
    return this.#readers.size
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.#heartbeat)
    for (const reply of this.#readers) reply.end()
  }

  #send(text: string) {
    for (const reply of this.#readers) {
      if (reply.writableLength > BUFFER_BYTES_MAX) reply.destroy()
      else reply.write(text)
    }
  }

  #forgetOld() {
    const oldest = Date.now() - REPLAY_MS
    while (this.#recent[0] !== undefined && this.#recent[0].at < oldest) this.#knownSince = this.#recent.shift()?.id ?? this.#knownSince
  }
}

function event({ id, tags }: NotedChange): string {
  return `id: ${id}\ndata: ${JSON.stringify(tags.map(shortTag))}\n\n`
}
