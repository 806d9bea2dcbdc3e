import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { assetOfDocument, fileNameOf } from '#lib/content-lake/assets/asset-name.ts'
import type { DataDirectory } from '#lib/db/data-directory.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import type { Environment } from '#lib/env.ts'
import { openAssetStore } from './open-asset-store.ts'

/** The pictures and files that the database of a data directory had written into a store outside of it. */
export interface WrittenAssets {
  /** What is to become of them, in a sentence. */
  readonly said: string
  /** Takes them away, and nothing else that lies there. */
  remove(): Promise<void>
}

/** What the lake of `data` wrote into the directory or bucket of `settings`; null where it wrote nothing elsewhere. Only its database knows, which is started for so
 *  long: whoever calls holds the directory. Where it can't say, nothing will be removed. */
export async function writtenAssets(settings: Environment, data: DataDirectory): Promise<WrittenAssets | null> {
  const { ASSETS_DIR, ASSETS_S3_BUCKET } = settings
  const where = ASSETS_DIR === undefined ? ASSETS_S3_BUCKET && `the bucket ${ASSETS_S3_BUCKET}` : resolve(ASSETS_DIR)
  if (where === undefined || (ASSETS_DIR !== undefined && !existsSync(resolve(ASSETS_DIR)))) return null
  if (!existsSync(join(data.path, 'database'))) return null
  let names: readonly string[]
  try {
    names = await namesIn(data)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { said: `What is in ${where} stays: the database can't say what of it is its own (${why}).`, remove: async () => {} }
  }
  if (names.length === 0) return null
  return {
    said: `It also removes the ${names.length} pictures and files that were uploaded here and lie in ${where}; whatever else is there stays.`,
    async remove() {
      const store = await openAssetStore(settings)
      for (const name of names) await store?.remove(name)
    },
  }
}

async function namesIn({ path, programsPath }: DataDirectory): Promise<readonly string[]> {
  const server = await startEmbedded({ directory: path, programsDirectory: programsPath })
  const client = new Client({ connectionString: server.url })
  try {
    await client.connect()
    const { rows } = await client.query<{ id: string }>('select id from lake.asset_file order by id')
    return rows.flatMap(({ id }) => assetOfDocument(id) ?? []).map(fileNameOf)
  } finally {
    await client.end()
    await server.stop()
  }
}
