import { randomUUID } from 'node:crypto'
import type { Lake } from '#lib/content-lake/settings.ts'
import { processRecord } from '#lib/render-record.ts'

/** Says which entries of Next's cache the reads of this process may use.
 *  @see `sanity/live.ts` for the reads */
export class CacheEpoch {
  #epoch = ''

  /** An instance that has lost its stream of changes reads everything anew, and leaves nothing behind that would be read again. */
  constructor(lake: Pick<Lake, 'isCurrent'>) {
    processRecord().cacheEpoch = () => (lake.isCurrent() ? this.#epoch : randomUUID())
  }

  /** Leaves everything in Next's cache behind; it goes as its room is needed. */
  renew(): void {
    this.#epoch = randomUUID()
  }
}
