import { AssetFiles } from './asset-files.ts'
import { assetOfDocument, documentIdOf, fileNameOf, type AssetName } from './asset-name.ts'
import type { Bus } from '../events/bus.ts'
import type { Pool } from 'pg'
import { PictureCache } from './picture-cache.ts'
import type { LakeSettings } from '../settings.ts'

/** The files behind the asset documents of a lake. A file goes when its document is deleted, which strong references forbid: a picture that
 *  must not be seen any more is then really gone, from old revisions of documents too. */
export class AssetStore {
  readonly files: AssetFiles
  readonly pictures: PictureCache
  readonly #pool: Pool
  readonly #locks = new Map<string, Promise<unknown>>()

  constructor(settings: LakeSettings, bus: Bus) {
    this.#pool = settings.pool
    this.files = new AssetFiles(settings.assetsDirectory)
    this.pictures = new PictureCache(settings.assetsDirectory)
    bus.subscribe(async ({ changes }) => {
      // Not awaited: the document is gone already, and so nothing is delivered any more.
      this.lost(changes.filter((change) => !change.after).map((change) => change.documentId))
    })
  }

  /** Takes away the files of those of the documents `ids` that were assets: they are gone. */
  lost(ids: readonly string[]): void {
    for (const name of ids.flatMap((id) => assetOfDocument(id) ?? []))
      this.#takeAway(name).catch((error: unknown) => console.error(`The file of ${documentIdOf(name)} could not be removed:`, error))
  }

  /** Whether the asset has a document in the dataset: only then is it delivered. */
  async has(dataset: string, name: AssetName): Promise<boolean> {
    const { rowCount } = await this.#pool.query('select 1 from lake.document where dataset = $1 and id = $2', [dataset, documentIdOf(name)])
    return rowCount === 1
  }

  /** Whether any dataset has a document of the asset: the same bytes are one file for all. */
  async #isKept(name: AssetName): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      'select 1 from lake.dataset where exists (select 1 from lake.document where document.dataset = dataset.key and document.id = $1)',
      [documentIdOf(name)],
    )
    return (rowCount ?? 0) > 0
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
      // Somebody may have uploaded it again meanwhile, or have it in another dataset.
      if (await this.#isKept(name)) return
      await this.files.remove(fileNameOf(name))
      await this.pictures.forget(name.stem)
    })
  }
}
