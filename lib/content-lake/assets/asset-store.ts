import { AssetFiles } from './asset-files.ts'
import { assetOfDocument, documentIdOf, fileNameOf, type AssetName } from './asset-name.ts'
import type { Bus } from '../events/bus.ts'
import { PictureCache } from './picture-cache.ts'
import type { LakeSettings } from '../settings.ts'

/** The files behind the asset documents of a lake. A file goes when its document is deleted, which strong references forbid: a picture that
 *  must not be seen any more is then really gone, from old revisions of documents too. */
export class AssetStore {
  readonly files: AssetFiles
  readonly pictures: PictureCache
  readonly #settings: LakeSettings
  readonly #locks = new Map<string, Promise<unknown>>()

  constructor(settings: LakeSettings, bus: Bus) {
    this.#settings = settings
    this.files = new AssetFiles(settings.assetsDirectory)
    this.pictures = new PictureCache(settings.assetsDirectory)
    bus.subscribe(async ({ changes }) => {
      const gone = changes.filter((change) => !change.after).flatMap((change) => assetOfDocument(change.documentId) ?? [])
      // Not awaited: the document is gone already, and so nothing is delivered any more.
      for (const name of gone)
        this.#takeAway(name).catch((error: unknown) => console.error(`The file of ${documentIdOf(name)} could not be removed:`, error))
    })
  }

  /** Whether the asset has a document: only then is it delivered. */
  async has(name: AssetName): Promise<boolean> {
    const { pool, dataset } = this.#settings
    const { rowCount } = await pool.query('select 1 from lake.document where dataset = $1 and id = $2', [dataset, documentIdOf(name)])
    return rowCount === 1
  }

  /** Runs `work` while nobody else stores or removes the same asset. */
  async alone<Result>(name: AssetName, work: () => Promise<Result>): Promise<Result> {
    const key = fileNameOf(name)
    const before = this.#locks.get(key) ?? Promise.resolve()
    const mine = before.catch(() => undefined).then(work)
    this.#locks.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#locks.get(key) === mine) this.#locks.delete(key)
    }
  }

  async #takeAway(name: AssetName): Promise<void> {
    await this.alone(name, async () => {
      // Somebody may have uploaded it again meanwhile.
      if (await this.has(name)) return
      await this.files.remove(fileNameOf(name))
      await this.pictures.forget(name.stem)
    })
  }
}
