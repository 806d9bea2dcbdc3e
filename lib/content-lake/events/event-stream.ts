import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { watchSession } from './session-watch.ts'

const heartbeatEvery = 15_000

/** A stream that has more than this waiting for its reader is broken off before more is added, and so is any that has something waiting while
 *  more than `mostWaitingInAll` waits in all streams: whoever it was comes back, and gets what it missed or a reset. */
const mostWaiting = 2 * 1024 * 1024
const mostWaitingInAll = 256 * 1024 * 1024

/** How much is sent of what a reader has missed before it must have taken in some of it, and how long it may take for that. */
const highWaterMark = 64 * 1024
const patienceMs = 30_000

let waitingInAll = 0

const encoder = new TextEncoder()

/** One event as it is sent; `id` is what the reader names when it comes back. */
export function encodeEvent(event: string, data: unknown, id?: string): Uint8Array {
  return encoder.encode(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)
}

class ReaderTooSlow extends Error {
  constructor() {
    super('The reader of an event stream is too slow')
    this.name = 'ReaderTooSlow'
  }
}

/** One open stream of server-sent events. */
export class EventStream {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>
  readonly #heartbeat: NodeJS.Timeout
  readonly #endings: (() => void)[] = []
  /** Called when the reader has taken something in. */
  readonly #taking = new Set<() => void>()
  #waiting = 0
  #open = true

  constructor(controller: ReadableStreamDefaultController<Uint8Array>) {
    this.#controller = controller
    this.#heartbeat = setInterval(() => this.write(heartbeat), heartbeatEvery)
    this.#heartbeat.unref()
    // A browser that lost the connection comes back after this many milliseconds.
    this.write(encoder.encode('retry: 400\n\n'))
  }

  get open(): boolean {
    return this.#open
  }

  /** Sends one event; `id` is what the reader names when it comes back. */
  send(event: string, data: unknown, id?: string): void {
    this.write(encodeEvent(event, data, id))
  }

  /** Sends what `encodeEvent` made; the same bytes may go to many streams. */
  write(bytes: Uint8Array): void {
    if (!this.#open) return
    this.#count()
    if (this.#waiting > mostWaiting || (this.#waiting > highWaterMark && waitingInAll > mostWaitingInAll)) return this.breakOff()
    this.#controller.enqueue(bytes)
    this.#count()
  }

  /** Resolves when little enough waits for the reader, or the stream has ended; it is broken off if that takes too long. */
  async drained(): Promise<void> {
    if (!this.#open || this.#waiting <= highWaterMark) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.breakOff(), patienceMs)
      const look = (): void => {
        if (this.#open && this.#waiting > highWaterMark) return
        clearTimeout(timer)
        this.#taking.delete(look)
        resolve()
      }
      this.#taking.add(look)
    })
  }

  /** To be called when the reader takes in what waits. */
  taken(): void {
    this.#count()
    for (const look of this.#taking) look()
  }

  /** Calls `run` when the stream ends, for whatever reason; at once if it has. */
  onEnd(run: () => void): void {
    if (this.#open) this.#endings.push(run)
    else run()
  }

  /** Ends the stream behind what waits. */
  end(): void {
    this.#finish(() => this.#controller.close())
  }

  /** Ends the stream at once: what waits is given up, and the connection is cut. */
  breakOff(): void {
    this.#finish(() => this.#controller.error(new ReaderTooSlow()))
  }

  #finish(close: () => void): void {
    if (!this.#open) return
    this.#open = false
    clearInterval(this.#heartbeat)
    try {
      close()
    } catch {
      // The reader has cancelled it already.
    }
    waitingInAll -= this.#waiting
    this.#waiting = 0
    for (const look of this.#taking) look()
    for (const run of this.#endings) run()
  }

  #count(): void {
    if (!this.#open) return
    const waiting = highWaterMark - (this.#controller.desiredSize ?? highWaterMark)
    waitingInAll += waiting - this.#waiting
    this.#waiting = waiting
  }
}

const heartbeat = encoder.encode(':\n\n')

/** A response that is a stream of server-sent events, until the reader leaves, their session ends or the lake closes. `start` sends into it.
 *  @throws {LakeError} 401 or 403 for whoever may read nothing of the dataset */
export function eventStream(call: Call, start: (stream: EventStream) => void): Response {
  // To whom nothing may be told, not even how often something happens is.
  if (call.access.reading === 'nothing') throw httpError(call.identity ? 403 : 401, 'This dataset is private')
  let stream: EventStream | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const opened = new EventStream(controller)
        stream = opened
        for (const signal of [call.request.signal, call.lake.closing]) {
          const end = (): void => opened.end()
          if (signal.aborted) end()
          signal.addEventListener('abort', end)
          opened.onEnd(() => signal.removeEventListener('abort', end))
        }
        // Of a stream that skipped something nobody could know; one that comes back is given it.
        opened.onEnd(call.lake.bus.onGap((dataset) => (dataset === call.dataset?.key ? opened.end() : undefined)))
        opened.onEnd(watchSession(call, heartbeatEvery, () => opened.end()))
        start(opened)
      },
      pull() {
        stream?.taken()
      },
      cancel() {
        stream?.end()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark }),
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
  })
}
