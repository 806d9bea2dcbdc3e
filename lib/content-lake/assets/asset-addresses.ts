import { UNLIMITED } from '../people/access.ts'
import { MOVER } from '../people/housekeepers.ts'
import type { LakeSettings } from '../settings.ts'
import type { Writer } from '../write/transaction.ts'

/** Documents in one transaction. */
const atOnce = 500

interface Moved {
  readonly dataset: string
  readonly id: string
  readonly path: string
}

/** Where the file with this `path` is to be had. */
export function addressOf(origin: string, path: string): string {
  return `${origin}/lake/${path}`
}

/** Writes the origin that the lake has now into the `url` of each asset document that was uploaded under another one. `path` stays. Addresses
 *  that were never the lake's own are left alone. A failure is reported, and the next start tries again. */
export async function renewAddresses(settings: LakeSettings, writer: Writer, closing: AbortSignal): Promise<void> {
  try {
    for (let after: Moved | undefined; !closing.aborted;) {
      const moved = await findMoved(settings, after)
      after = moved.at(-1)
      if (!after) return
      for (const dataset of new Set(moved.map((one) => one.dataset))) {
        const here = moved.filter((one) => one.dataset === dataset)
        await renew(settings.origin, writer, dataset, here)
      }
    }
  } catch (error) {
    if (!closing.aborted) console.error('The addresses of pictures and files could not be renewed:', error)
  }
}

async function findMoved({ pool, origin }: LakeSettings, after: Moved | undefined): Promise<readonly Moved[]> {
  const { rows } = await pool.query<Moved>(
    `select dataset, id, content ->> 'path' as path from lake.document
     where type in ('sanity.imageAsset', 'sanity.fileAsset') and (dataset, id) > ($2, $3)
       and content ->> 'url' <> $1 || '/lake/' || (content ->> 'path')
       and right(content ->> 'url', length(content ->> 'path') + 6) = '/lake/' || (content ->> 'path')
     order by dataset, id limit $4`,
    [origin, after?.dataset ?? '', after?.id ?? '', atOnce],
  )
  return rows
}

async function renew(origin: string, writer: Writer, dataset: string, moved: readonly Moved[]): Promise<void> {
  await writer.commit({
    dataset,
    identity: MOVER,
    access: UNLIMITED,
    transactionId: undefined,
    dryRun: false,
    make: async (work) => {
      await work.load(moved.map(({ id }) => id))
      const results = []
      for (const { id, path } of moved) {
        const document = await work.get(id)
        if (document?.['path'] === path) results.push(await work.patch(id, { set: { url: addressOf(origin, path) } }))
      }
      return results
    },
  })
}
