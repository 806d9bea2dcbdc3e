import type { Call } from '../call.ts'
import { requireDataset } from './query.ts'
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
  const { access } = call
  const encoder = new TextEncoder()
  let last = ''
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A batch of which nothing may be read is no answer: a stream that is told nothing does not ask again.
      for (let isTold = false; !isTold;) {
        const parameters: unknown[] = [dataset, last, types]
        const { sql: readable } = access.readableSql(parameters)
        const { rows } = await call.lake.pool.query<{ id: string; content: Document }>(
          `select id, content from lake.document d
           where dataset = $1 and id > $2 and (cardinality($3::text[]) = 0 or type = any($3)) and ${readable}
           order by id limit ${batch}`,
          parameters,
        )
        const lines = rows.filter((row) => access.reads(row.content)).map((row) => `${JSON.stringify(row.content)}\n`)
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')))
        last = rows.at(-1)?.id ?? last
        if (rows.length < batch) controller.close()
        isTold = lines.length > 0 || rows.length < batch
      }
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-store' } })
}
