import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Lake } from '#lib/content-lake/settings.ts'
import { disconnectSignal, sendWebResponse, toWebRequest } from './web-request.ts'

/** The lake's answers on a Node server, and the end of those that end only when somebody ends them: its event streams. */
export class LakeAnswers {
  readonly #lake: Lake
  readonly #headers: Readonly<Record<string, string>>
  readonly #streams = new Set<ServerResponse>()

  /** `headers` are set unless the lake sets its own. */
  constructor(lake: Lake, headers: Readonly<Record<string, string>>) {
    this.#lake = lake
    this.#headers = headers
  }

  async answer(message: IncomingMessage, url: URL, reply: ServerResponse): Promise<void> {
    const response = await this.#lake.handle(toWebRequest(message, url, disconnectSignal(reply)))
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      this.#streams.add(reply)
      reply.once('close', () => this.#streams.delete(reply))
    }
    await sendWebResponse(response, reply, this.#headers)
  }

  /** Ends the event streams; whoever read them comes back. */
  close(): void {
    for (const stream of this.#streams) stream.end()
  }
}
