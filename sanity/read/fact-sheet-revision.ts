import { defineQuery } from 'groq'
import { processRecord } from '#lib/render-record.ts'
import { client } from '../client.ts'
import { PUBLISHED, readContent } from '../live.ts'
import type { FactSheet as FactSheetDocument, SOURCES_BY_ID_QUERY_RESULT } from '../sanity.types.ts'
import { type FactSheetText, type Source, toFactSheetText } from './fact-sheet.ts'
import { readObservationsIn } from './observations.ts'

export const SOURCES_BY_ID_QUERY = defineQuery(`*[_type == "source" && _id in $ids]{_id, title, publisher, url, date}`)

/** A source as a sheet holds it: a citation, or, in states from before there were any, the words of the source themselves. */
interface StoredSource {
  readonly _key: string
  readonly source?: { readonly _ref: string }
  readonly title?: string
  readonly publisher?: string
  readonly url?: string
  readonly date?: string
  readonly page?: string
  readonly table?: string
}

interface StoredFactSheet extends Omit<FactSheetDocument, 'sources'> {
  readonly sources?: readonly StoredSource[]
}

/**
 * What the published fact sheet `id` said at `revision`, the transaction that wrote that state. Its figures and sources are looked up among
 * those of today: figures never change, and what is known of a source only grows.
 * Null if the sheet never had it, or no longer has its history. Read with the site's own token, so never for a stranger's eyes
 * unless the state was published.
 * @see the content lake's protocol, section 8.3
 */
export async function readFactSheetRevision({ id, revision }: { id: string; revision: string }): Promise<FactSheetText | null> {
  const { dataset = '' } = client.config()
  const { documents } = await client.withConfig({ token: processRecord().viewerToken }).request<{ documents: StoredFactSheet[] }>({
    url: `/data/history/${dataset}/documents/${encodeURIComponent(id)}`,
    query: { revision },
  })
  const document = documents.find((found) => found._id === id && found._rev === revision)
  if (!document) return null
  const [observations, sources] = await Promise.all([readObservationsIn(document, PUBLISHED), readSources(document.sources ?? [])])
  return toFactSheetText({ ...document, sources }, observations)
}

async function readSources(stored: readonly StoredSource[]): Promise<Source[]> {
  const ids = stored.flatMap(({ source }) => (source ? [source._ref] : []))
  const { data } = await readContent({ query: SOURCES_BY_ID_QUERY, params: { ids }, ...PUBLISHED })
  const byId = new Map<string, Partial<SOURCES_BY_ID_QUERY_RESULT[number]>>(data.map((source) => [source._id, source]))
  return stored.map((own) => {
    const { title = null, publisher = null, url = null, date = null } = own.source ? (byId.get(own.source._ref) ?? {}) : own
    return { key: own._key, title, publisher, url, date, page: own.page ?? null, table: own.table ?? null }
  })
}
