import { addressOf } from '../assets/asset-addresses.ts'
import { assetOfDocument } from '../assets/asset-name.ts'
import { signatureFor } from '../assets/signed-address.ts'
import type { Call } from '../call.ts'
import { areLast, type BoundedRow, boundedRowsSql } from './bounded-rows.ts'
import { requireDataset } from './query.ts'
import type { Document } from '../wire.ts'

/** `GET data/export/<dataset>`: every document that the asker may see, one a line, in the order of ids; `types` names the types wanted.
 *  Memory stays at one batch, of some megabytes, however many and however large they are; a reader who is slow is waited for.
 *  @see https://www.sanity.io/docs/http-export; `@sanity/export` `src/exportDataset` */
export async function exportDataset(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const types =
    call.url.searchParams
      .get('types')
      ?.split(',')
      .filter((type) => type !== '' && !type.includes('\0')) ?? []
  const { access } = call
  const addressed = await addressing(call)
  const encoder = new TextEncoder()
  let last = ''
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A batch of which nothing may be read is no answer: a stream that is told nothing does not ask again.
      for (let isTold = false; !isTold;) {
        const parameters: unknown[] = [dataset, last, types]
        const { sql: readable } = access.readableSql(parameters)
        const isWanted = `(cardinality($3::text[]) = 0 or d.type = any($3)) and ${readable}`
        const { rows } = await call.lake.pool.query<BoundedRow>(boundedRowsSql(isWanted), parameters)
        const documents = rows.map((row) => JSON.parse(row.text) as Document)
        const lines = documents.filter((document) => access.reads(document)).map((document) => `${JSON.stringify(addressed(document))}\n`)
        if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')))
        last = rows.at(-1)?.id ?? last
        if (areLast(rows)) controller.close()
        isTold = lines.length > 0 || areLast(rows)
      }
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-store' } })
}

/** How `@sanity/export` is told of the assets of a private dataset. It fetches them by the addresses in their documents, without its token but for
 *  pictures at Sanity's own address, and leaves these addresses out of what it writes: so it gets some that are signed. All others get what is kept.
 *  @see `@sanity/export` `src/AssetHandler.ts`, `getAssetRequestOptions` */
async function addressing({ request, dataset, identity, lake }: Call): Promise<(document: Document) => Document> {
  const asIs = (document: Document): Document => document
  if (dataset?.aclMode !== 'private' || !request.headers.get('user-agent')?.startsWith('@sanity/export@')) return asIs
  const token = [...(await lake.register.current()).tokens.values()].find((one) => one.id === identity?.id)
  if (!token) return asIs
  const { origin } = lake.settings
  return (document) => {
    const { path, url } = document
    if (assetOfDocument(document._id) === null || typeof path !== 'string' || url !== addressOf(origin, path)) return document
    return { ...document, url: url + signatureFor(path, token) }
  }
}
