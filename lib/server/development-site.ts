import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Lake } from '#lib/content-lake/settings.ts'
import type { Jobs } from '#lib/jobs/jobs.ts'
import { ChangeClock } from './change-clock.ts'
import { DataAnswers, type DataSource } from './data-answers.ts'
import { destinationOf } from './destination.ts'
import { CacheEpoch } from './cache-epoch.ts'
import { createTagExpiry } from './expire-tags.ts'
import type { Answering } from './http-server.ts'
import type { NodeHandler } from './inner-request.ts'
import { ownHeaders } from './inward-headers.ts'
import { makePlain } from './ready-bytes.ts'
import { disconnectSignal, requestUrl, sendWebResponse, toWebRequest } from './web-request.ts'

interface DevelopmentParts {
  readonly origin: string
  readonly lake: Lake
  readonly handleByNext: NodeHandler
  readonly data?: DataSource
  readonly findMoved?: (path: string) => Promise<string | null>
  readonly jobs?: Pick<Jobs, 'reach'>
}

/** The site while it is worked on: the lake, and Next's development server as it is, scripts and all. Nothing is kept ready. */
export class DevelopmentSite implements Answering {
  readonly #parts: DevelopmentParts
  readonly #own: Record<string, string>
  readonly #data: DataAnswers | null
  readonly #stopListening: readonly (() => void)[]

  constructor(parts: DevelopmentParts) {
    this.#parts = parts
    this.#own = ownHeaders(parts.origin)
    this.#data = parts.data ? new DataAnswers(parts.data, new ChangeClock(), {}, makePlain) : null
    const expireTags = createTagExpiry(parts.handleByNext, parts.origin)
    const cacheEpoch = new CacheEpoch(parts.lake)
    this.#stopListening = [
      parts.lake.onChange(async ({ publishedTags }) => {
        if (publishedTags.length === 0) return
        await parts.jobs?.reach()
        await expireTags(publishedTags)
      }),
      parts.lake.onGap(async () => cacheEpoch.renew()),
    ]
  }

  async answer(message: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { origin, lake, handleByNext, findMoved } = this.#parts
    const url = requestUrl(message, origin)
    const destination = destinationOf(url)
    const moved = destination.kind === 'public' ? await findMoved?.(destination.path) : null
    if (message.headers.host !== url.host) {
      reply.writeHead(307, { Location: url.href, 'Cache-Control': 'no-store' }).end()
    } else if (destination.kind === 'moved') {
      reply.writeHead(308, { Location: destination.location, 'Cache-Control': 'no-store' }).end()
    } else if (moved) {
      reply.writeHead(308, { Location: moved, 'Cache-Control': 'no-store' }).end()
    } else if (this.#data?.isAt(url.pathname)) {
      const data = this.#data
      await data.answer(url, message, reply, (key) => data.ready.findAnew(key))
    } else if (destination.kind === 'lake') {
      await sendWebResponse(await lake.handle(toWebRequest(message, url, disconnectSignal(reply))), reply, {})
    } else {
      // The browser's name stays as it is for what Next compiles for it; pages come whole, as they do when built.
      if (destination.kind === 'public' || destination.kind === 'account') Object.assign(message.headers, this.#own)
      await handleByNext(message, reply)
    }
  }

  close(): void {
    for (const stop of this.#stopListening) stop()
  }
}
