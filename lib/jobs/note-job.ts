import type { Lake } from '#lib/content-lake/settings.ts'
import type { Document } from '#lib/content-lake/wire.ts'
import type { Job } from './job.ts'

/** How the lake is asked to change documents. */
export interface LakeWriting {
  readonly lake: Pick<Lake, 'handle'>
  /** The address of its mutation endpoint for the dataset, such as `http://lake.internal/lake/v2025-02-19/data/mutate/production`. */
  readonly address: string
  /** The bearer token of a writer. */
  readonly token: string
}

/** Takes the change note out of a sheet once it went with an edition, and out of the draft that was copied from it meanwhile: the next edition has one of
 *  its own. By a write of its own, since publications come from the Studio, from programs, releases and schedules alike. */
export function noteJob(writing: LakeWriting): Job {
  return {
    name: 'change-notes',
    types: ['factSheet'],
    async run(_client, { changes, readLatest }) {
      for (const { after } of changes) {
        if (after?.['changeNote'] === undefined) continue
        const draftId = `drafts.${after._id}`
        const draft = (await readLatest([draftId])).get(draftId)
        await clear(writing, after)
        if (draft && isSame(draft['changeNote'], after['changeNote'])) await clear(writing, draft)
      }
    },
  }
}

/** Unless the document has changed since: then its own transaction leads here again. */
async function clear({ lake, address, token }: LakeWriting, { _id, _rev }: Document): Promise<void> {
  const body = JSON.stringify({ mutations: [{ patch: { id: _id, ifRevisionID: _rev, unset: ['changeNote'] } }] })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await lake.handle(new Request(address, { method: 'POST', headers, body }))
  // 409: it has changed. 404: it is gone.
  if (!answer.ok && answer.status !== 409 && answer.status !== 404)
    throw new Error(`The change note of ${_id} could not be taken out: ${answer.status} ${await answer.text()}`)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
