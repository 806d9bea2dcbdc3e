import type { Lake } from '#lib/content-lake/settings.ts'
import { answerBy, closeServer, createHttpServer, listen, type Answering } from './http-server.ts'
import { LakeAnswers } from './lake-answers.ts'
import { commonHeaders } from './policies.ts'
import type { RunningServer } from './server.ts'
import { createUpgrades } from './upgrades.ts'
import { requestUrl } from './web-request.ts'

const CLOSE_GRACE_MS = 10_000

/** A lake that stands alone. */
export interface LakeServerSettings {
  readonly lake: Lake
  /** The origin that the lake was told it has. */
  readonly origin: string
  readonly port: number
  readonly host: string
}

/** Serves the lake and nothing else, under `/` and under `/lake`: its endpoints, its event streams, and its two sockets.
 *  @throws whatever `listen` reports, `EADDRINUSE` above all. */
export async function startLakeServer({ lake, origin, port, host }: LakeServerSettings): Promise<RunningServer> {
  const server = createHttpServer()
  const answers = new LakeAnswers(lake, commonHeaders(origin, false))
  const alone: Answering = {
    // The host that a client names plays no part: nothing here links to itself.
    answer: (message, reply) => answers.answer(message, requestUrl(message, origin), reply),
    close: () => answers.close(),
  }
  answerBy(alone, server)
  const upgrades = createUpgrades(lake, origin)
  server.on('upgrade', (message, socket, head) => upgrades.handle(message, socket, head))
  const bound = await listen(server, port, host)
  return {
    address: port === bound ? origin : `http://${host}:${bound}`,
    async close() {
      alone.close()
      upgrades.close()
      await closeServer(server, CLOSE_GRACE_MS)
    },
  }
}
