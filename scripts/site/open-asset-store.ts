import { resolve } from 'node:path'
import type { AssetStore } from '#lib/content-lake/assets/stores/asset-store.ts'
import { DirectoryStore } from '#lib/content-lake/assets/stores/directory-store.ts'
import { type Environment, StartRefused } from '#lib/env.ts'

/** Where the settings say that uploaded pictures and files are kept; undefined for the lake's own directory.
 *  @throws {StartRefused} `assets-directory` if the directory can't be used */
export async function openAssetStore(settings: Environment): Promise<AssetStore | undefined> {
  if (settings.ASSETS_DIR !== undefined) return openDirectory(resolve(settings.ASSETS_DIR))
  if (settings.ASSETS_S3_BUCKET === undefined) return undefined
  // Only those who keep a bucket wait for its client to load.
  const { S3Store } = await import('#lib/content-lake/assets/stores/s3-store.ts')
  const { ASSETS_S3_ENDPOINT: endpoint, ASSETS_S3_ACCESS_KEY_ID: accessKeyId, ASSETS_S3_SECRET_ACCESS_KEY: secretAccessKey } = settings
  const pathStyle = settings.ASSETS_S3_PATH_STYLE
  return new S3Store({
    bucket: settings.ASSETS_S3_BUCKET,
    region: settings.ASSETS_S3_REGION,
    pathStyle: pathStyle === undefined ? endpoint !== undefined : pathStyle === 'on',
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined && secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  })
}

async function openDirectory(path: string): Promise<AssetStore> {
  const store = new DirectoryStore(path)
  try {
    await store.mark()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StartRefused('assets-directory', `ASSETS_DIR names ${path}, where nothing can be kept: ${why}.`, cause)
  }
  return store
}
