import { OtherAssetStore } from '#lib/content-lake/events/instances.ts'
import { createLake } from '#lib/content-lake/server.ts'
import type { Lake, LakeSettings } from '#lib/content-lake/settings.ts'
import { type Environment, StartRefused } from '#lib/env.ts'
import { standingSettings } from './lake-settings.ts'

/** The lake of `settings`, with what it does beside answering as the environment says.
 *  @throws {StartRefused} `other-asset-store` beside an instance that keeps its pictures and files elsewhere */
export async function openLake(settings: LakeSettings, environment: Environment): Promise<Lake> {
  try {
    return await createLake({ ...settings, ...standingSettings(environment) })
  } catch (error) {
    if (!(error instanceof OtherAssetStore)) throw error
    throw new StartRefused(
      'other-asset-store',
      'Another instance runs on this database and keeps pictures and files elsewhere: set ASSETS_DIR of both to one directory that they share, or ASSETS_S3_BUCKET to one bucket.',
      error,
    )
  }
}
