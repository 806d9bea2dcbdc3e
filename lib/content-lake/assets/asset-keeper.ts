import { setTimeout } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { assetOfDocument, documentIdOf, fileNameOf, type AssetName } from './asset-name.ts'
import type { Bus } from '../events/bus.ts'
import { httpError, LakeError } from '../errors.ts'
import { Incoming, type Received } from './incoming.ts'
import { PictureCache } from './picture-cache.ts'
import type { LakeSettings } from '../settings.ts'
import type { AssetStore } from './stores/asset-store.ts'
import { DirectoryStore } from './stores/directory-store.ts'

/** An upload whose document is not there after so long was given up: milliseconds. */
const abandonedAfter = 60 * 60 * 1000
/** Each lock holds a connection of the pool. */
const locksAtOnce = 2
/** How long a closing lake waits for its store: milliseconds. */
const longestFarewell = 5_000
const lockOf = `hashtextextended('lake.asset.' || $1, 0)`

/** What the delivery wants to know of the document of an asset. */
export interface KnownAsset {
  readonly originalFilename: string | null
}

/** The files behind the asset documents of a lake. A file goes when its document is deleted, which strong references forbid: a picture that
 *  must not be seen any more is then really gone, from old revisions of documents too. `lake.asset_file` lists the files that this database
 *  has had written, so that what a crash or a refusal left without a document is found, and nothing else is ever taken away. */
export class AssetKeeper {
  readonly incoming: Incoming
  readonly files: AssetStore
  readonly pictures: PictureCache
  readonly #pool: Pool
  readonly #turns = new Map<string, Promise<unknown>>()
  readonly #waiting: (() => void)[] = []
  #locks = 0
  readonly #unsubscribe: () => void
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(settings: LakeSettings, bus: Bus) {
    this.#pool = settings.pool
    this.files = settings.assetStore ?? new DirectoryStore(settings.assetsDirectory)
    this.incoming = new Incoming(settings.assetsDirectory)
    this.pictures = new PictureCache(settings.assetsDirectory)
    this.#unsubscribe = bus.subscribe(async ({ changes }) => {
      // Not awaited: the document is gone already, and so nothing is delivered any more.
      this.lost(changes.filter((change) => !change.after).map((change) => change.documentId))
    })
  }

  /** Sweeps now and from time to time. Not before the store is known to be that of this database: what is missing elsewhere is no orphan here. */
  beginSweeping(): void {
    this.#timer = setInterval(() => this.#sweepSoon(), abandonedAfter)
    this.#timer.unref()
    this.#sweepSoon()
  }

  /** Takes away the files of those of the documents `ids` that were assets: they are gone. */
  lost(ids: readonly string[]): void {
    for (const name of ids.flatMap((id) => assetOfDocument(id) ?? [])) this.#takeAwaySoon(name)
  }

  /** What the document of an asset says in a dataset; null if there is none: then nothing is delivered. */
  async find(dataset: string, name: AssetName): Promise<KnownAsset | null> {
    const { rows } = await this.#pool.query<{ called: string | null }>(
      `select content ->> 'originalFilename' as called from lake.document where dataset = $1 and id = $2`,
      [dataset, documentIdOf(name)],
    )
    return rows[0] ? { originalFilename: rows[0].called } : null
  }

  /** Puts `received` into the store under `name`, and calls `commit`, which writes its document, while the file is sure to be there.
   *  The same bytes are one asset: what is there already is not written again.
   *  @throws {LakeError} 503 when the store is away */
  async keep<Result>(name: AssetName, received: Received, commit: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#inTurn(name, async () => {
        // Somebody else may take the file away before the document holds it.
        for (let attempt = 0; attempt < 3; attempt += 1) {
          if (!(await this.#isThere(name, received.size))) {
            await this.#note(name)
            await this.files.put(fileNameOf(name), received.path)
          }
          const done = await this.#locked(name, async () =>
            (await this.#isThere(name, received.size)) ? { result: await commit() } : null,
          )
          if (done) return done.result
        }
        throw httpError(503, 'The file is being deleted at the same time; send it again', { headers: { 'retry-after': '1' } })
      })
    } catch (error) {
      // A store that is away now is tidied later.
      if (!(error instanceof LakeError && error.status === 503)) this.#takeAwaySoon(name)
      throw error
    }
  }

  /** Takes away the files that were written long ago and have no document in any dataset. */
  async sweep(olderThanMs = abandonedAfter): Promise<void> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `select id from lake.asset_file where written_at < now() - make_interval(secs => $1)
       and not exists (select from lake.document where document.id = asset_file.id) limit 1000`,
      [olderThanMs / 1000],
    )
    for (const name of rows.flatMap(({ id }) => assetOfDocument(id) ?? [])) await this.#takeAway(name)
  }

  /** Ends the waiting for orphans, and resolves when what was begun has ended, or a store that does not answer has been waited for long enough:
   *  the next start takes up what is left. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    this.#unsubscribe()
    await Promise.race([Promise.allSettled(this.#turns.values()), setTimeout(longestFarewell, undefined, { ref: false })])
  }

  async #isThere(name: AssetName, size: number): Promise<boolean> {
    return (await this.files.size(fileNameOf(name))) === size
  }

  async #note(name: AssetName): Promise<void> {
    await this.#pool.query(
      'insert into lake.asset_file (id, written_at) values ($1, now()) on conflict (id) do update set written_at = now()',
      [documentIdOf(name)],
    )
  }

  #sweepSoon(): void {
    this.#background('Files without a document could not be looked for:', this.sweep())
  }

  #takeAwaySoon(name: AssetName): void {
    this.#background(`The file of ${documentIdOf(name)} could not be removed yet:`, this.#takeAway(name))
  }

  #background(complaint: string, work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#closed) console.error(complaint, error)
    })
  }

  async #takeAway(name: AssetName): Promise<void> {
    await this.#inTurn(name, () =>
      this.#locked(name, async (client) => {
        const id = documentIdOf(name)
        // Another dataset may have the same picture, and somebody may have uploaded it again meanwhile.
        const { rowCount } = await client.query('select from lake.document where id = $1 limit 1', [id])
        if (rowCount !== 0) return
        await this.files.remove(fileNameOf(name))
        await client.query('delete from lake.asset_file where id = $1', [id])
      }),
    )
    await this.pictures.forget(name.stem)
  }

  /** Runs `work` while nobody else of this process stores or removes the same asset. */
  async #inTurn<Result>(name: AssetName, work: () => Promise<Result>): Promise<Result> {
    const key = fileNameOf(name)
    const before = this.#turns.get(key) ?? Promise.resolve()
    const mine = before.catch(() => undefined).then(work)
    this.#turns.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#turns.get(key) === mine) this.#turns.delete(key)
    }
  }

  /** Runs `work` while no other process on this database does so for the same asset. */
  async #locked<Result>(name: AssetName, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    if (this.#locks >= locksAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#locks += 1
    try {
      const client = await this.#pool.connect()
      try {
        await client.query(`select pg_advisory_lock(${lockOf})`, [fileNameOf(name)])
        return await work(client)
      } finally {
        const unlocked = await client.query(`select pg_advisory_unlock(${lockOf})`, [fileNameOf(name)]).catch(() => null)
        // Closing the connection gives the lock back, too.
        client.release(unlocked === null)
      }
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#locks -= 1
    }
  }
}
