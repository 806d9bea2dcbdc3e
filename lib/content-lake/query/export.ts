import type { Call } from '../call.ts'
import { requireDataset } from './query.ts'
import { maySeeDrafts } from '../people/rights.ts'
import type { Document } from '../wire.ts'

const batch = 500

/** `GET data/export/<dataset>`: every document that the asker may see, one a line, in the order of ids; `types` names the types wanted.
 *  Memory stays at one batch however many there are; a reader who is slow is waited for.
 *  @see https://www.sanity.io/docs/http-export; `@sanity/export` `src/exportDataset` */
export async function exportDataset(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const types =
    call.url.searchParams
      .get('types')
      ?.split(',')
      .filter((type) => type !== '' && !type.includes('\0')) ?? []
  const publicOnly = !maySeeDrafts(call.identity)
  const encoder = new TextEncoder()
  let last = ''
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { rows } = await call.lake.pool.query<{ id: string; content: Document }>(
        `select id, content from lake.document
         where dataset = $1 and id collate "C" > $2 and (cardinality($3::text[]) = 0 or type = any($3)) and (not $4 or position('.' in id) = 0)
         order by id collate "C" limit ${batch}`,
        [dataset, last, types, publicOnly],
      )
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map((row) => `${JSON.stringify(row.content)}\n`).join('')))
      last = rows.at(-1)?.id ?? last
      if (rows.length < batch) controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-store' } })
}
