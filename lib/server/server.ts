import { answerBy, closeServer, createHttpServer, listen } from './http-server.ts'
import { prepareSite, type SiteSettings } from './prepared-site.ts'
import { createUpgrades } from './upgrades.ts'

const CLOSE_GRACE_MS = 10_000

/** A site that listens. */
export interface RunningServer {
  /** Where to click: the site's public origin. */
  readonly address: string
  /** Takes no new requests, finishes the replies that are under way, ends event streams and sockets. */
  close(): Promise<void>
}

/** Starts the site: the lake under `/lake`, its sockets, and Next for everything else, in this process.
 *  @throws whatever `listen` reports, `EADDRINUSE` above all. */
export async function startServer(settings: SiteSettings): Promise<RunningServer> {
  const { environment, lake, dev } = settings
  const server = createHttpServer()
  const { origin, site, nextUpgrades, close: closeSite } = await prepareSite(settings)
  answerBy(site, server)
  const upgrades = createUpgrades(lake, origin, dev ? (...upgrade) => void nextUpgrades.emit('upgrade', ...upgrade) : undefined)
  server.on('upgrade', (message, socket, head) => upgrades.handle(message, socket, head))

  const close = () =>
    closeSite(async () => {
      upgrades.close()
      await closeServer(server, CLOSE_GRACE_MS)
    })
  try {
    await listen(server, environment.PORT, environment.HOST)
  } catch (error) {
    await close()
    throw error
  }
  return { address: origin, close }
}
