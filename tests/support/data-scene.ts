import { generateKeyPairSync } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import { vi } from 'vitest'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { Jobs } from '#lib/jobs/jobs.ts'
import { OpenData } from '#lib/open-data/open-data.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { SEALED_TYPES } from '#sanity/sealed-types.ts'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { ORIGIN, startLake, type TestLake } from './lake.ts'

/** The seed of the project on a lake, with its editions made, and the open data of a site on it. */
export interface DataScene {
  readonly lake: TestLake
  /** An administrator's. */
  readonly client: SanityClient
  readonly data: OpenData
  readonly jobs: Jobs
  /** Resolves when every edition is made. */
  settled(): Promise<void>
  /** The answer at `path`, as JSON if it is that. */
  get(
    path: string,
    accept?: string,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string; readonly json: () => unknown }>
  close(): Promise<void>
}

export const DATA_ORIGIN = 'https://facts.example.org'

export async function startDataScene(): Promise<DataScene> {
  const lake = await startLake({ sealedTypes: SEALED_TYPES })
  openDatabase(lake.databaseUrl)
  const client = lake.client('administrator').withConfig({ perspective: 'raw' })
  const { projectId, dataset } = lake.settings
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  const address = `${ORIGIN}/lake/v2025-02-19/data/mutate/${dataset}`
  const writing = { lake: lake.lake, address, token: 'administrator-token' }
  const jobs = await Jobs.start({ pool: lake.pool, dataset: keyOf(projectId, dataset), signer, writing })
  await applySeed(client, await readSeed())
  const stranger = lake.client()
  const data = new OpenData({
    origin: DATA_ORIGIN,
    ask: (query, params) => stranger.fetch<unknown>(query, { ...params }, { filterResponse: false }),
  })
  const settled = () =>
    vi.waitFor(
      async () => {
        await jobs.reach()
        const { rows } = await lake.pool.query<{ left: string }>(
          `select count(*) as left from lake.transaction where sequence > (select sequence from jobs.cursor where job = 'editions')`,
        )
        if (rows[0]?.left !== '0') throw new Error('Editions are being made.')
      },
      { timeout: 60_000, interval: 50 },
    )
  await settled()
  return {
    lake,
    client,
    data,
    jobs,
    settled,
    async get(path, accept) {
      const { status, headers, body } = await data.answer(data.keyOf(new URL(path, DATA_ORIGIN), accept))
      return { status, headers: new Headers(headers), text: body, json: () => JSON.parse(body) as unknown }
    },
    async close() {
      await jobs.close()
      await closeDatabase()
      await lake.close()
    },
  }
}
