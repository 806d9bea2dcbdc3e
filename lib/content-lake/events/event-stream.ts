import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { watchSession } from './session-watch.ts'

const heartbeatEvery = 15_000

/** A stream that has more than this waiting for its reader is ended: whoever it was comes back and starts anew. */
const mostWaiting = 8 * 1024 * 1024

const encoder = new TextEncoder()

/** One open stream of server-sent events. */
export class EventStream {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>
  readonly #heartbeat: NodeJS.Timeout
  readonly #endings: (() => void)[] = []
  #open = true

  constructor(controller: ReadableStreamDefaultController<Uint8Array>) {
    this.#controller = controller
    this.#heartbeat = setInterval(() => this.#write(':\n\n'), heartbeatEvery)
    this.#heartbeat.unref()
    // A browser that lost the connection comes back after this many milliseconds.
    this.#write('retry: 400\n\n')
  }

  get open(): boolean {
    return this.#open
  }

  /** Sends one event; `id` is what the reader names when it comes back. */
  send(event: string, data: unknown, id?: string): void {
    this.#write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)
  }

  /** Calls `run` when the stream ends, for whatever reason; at once if it has. */
  onEnd(run: () => void): void {
    if (this.#open) this.#endings.push(run)
    else run()
  }

  end(): void {
    if (!this.#open) return
    this.#open = false
    clearInterval(this.#heartbeat)
    try {
      this.#controller.close()
    } catch {
      // The reader has cancelled it already.
    }
    for (const run of this.#endings) run()
  }

  #write(text: string): void {
    if (!this.#open) return
    this.#controller.enqueue(encoder.encode(text))
    if ((this.#controller.desiredSize ?? 0) < -mostWaiting) this.end()
  }
}

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
        opened.onEnd(watchSession(call, heartbeatEvery, () => opened.end()))
        start(opened)
      },
      cancel() {
        stream?.end()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
  })
}
