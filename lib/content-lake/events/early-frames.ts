import type { Socket } from '../settings.ts'

const mostWaiting = 100

/** What comes over a socket before it is known who sends it: it waits, in order, until somebody takes it. Too much of it closes the socket. */
export class EarlyFrames {
  readonly #waiting: string[] = []
  #take: ((text: string) => void) | null = null

  constructor(socket: Socket) {
    socket.on('message', (data) => {
      const text = data.toString()
      if (this.#take) this.#take(text)
      else if (this.#waiting.push(text) > mostWaiting) socket.close(1008, 'Too much at once')
    })
  }

  /** The first one, which is taken by this. */
  async first(): Promise<string> {
    const [first] = this.#waiting.splice(0, 1)
    if (first !== undefined) return first
    return new Promise((resolve) => {
      this.#take = (text) => {
        this.#take = null
        resolve(text)
      }
    })
  }

  /** Hands `take` what waits, and from now on whatever comes. */
  handTo(take: (text: string) => void): void {
    this.#take = take
    for (const text of this.#waiting.splice(0)) take(text)
  }
}
