import { startLakeServer } from '#lib/server/lake-server.ts'
import type { LakeSettings } from '#lib/content-lake/settings.ts'
import { startLake, type TestLake } from './lake.ts'
import { freePorts } from './site.ts'

/** A test lake that listens on a port of its own, as `npm run lake` has it. */
export interface ListeningLake extends TestLake {
  readonly origin: string
  readonly port: number
}

export async function startListeningLake(more: Partial<LakeSettings> = {}): Promise<ListeningLake> {
  const [port] = await freePorts()
  const origin = `http://localhost:${port}`
  const lake = await startLake({ origin, ...more })
  const server = await startLakeServer({ lake: lake.lake, origin, port, host: '127.0.0.1' })
  return {
    ...lake,
    origin,
    port,
    async close() {
      await server.close()
      await lake.close()
    },
  }
}
