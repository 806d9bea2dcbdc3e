import { processRecord } from '#lib/render-record.ts'
import { client } from '../client.ts'
import type { FactSheet as FactSheetDocument } from '../sanity.types.ts'
import { toFactSheetText, type FactSheetText } from './fact-sheet.ts'

/**
 * What the published fact sheet `id` said at `revision`, the transaction that wrote that state.
 * Null if the sheet never had it, or no longer has its history. Read with the site's own token, so never for a stranger's eyes
 * unless the state was published.
 * @see the content lake's protocol, section 8.3
 */
export async function readFactSheetRevision({ id, revision }: { id: string; revision: string }): Promise<FactSheetText | null> {
  const { dataset = '' } = client.config()
  const { documents } = await client.withConfig({ token: processRecord().viewerToken }).request<{ documents: FactSheetDocument[] }>({
    url: `/data/history/${dataset}/documents/${encodeURIComponent(id)}`,
    query: { revision },
  })
  const document = documents.find((found) => found._id === id && found._rev === revision)
  return document ? toFactSheetText(document) : null
}
