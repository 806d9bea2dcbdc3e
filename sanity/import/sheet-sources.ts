import { createHash } from 'node:crypto'
import { reference, type SeedDocument } from '../seed/seed-document.ts'
import type { SourceRecord } from './record.ts'

/** The document that a source of a file becomes; equal sources, of any sheets, are one. */
function sourceDocument(source: SourceRecord): SeedDocument {
  const { title = null, publisher, url = null, date = null } = source
  const hash = createHash('sha256')
    .update(JSON.stringify([title, publisher, url, date]))
    .digest('hex')
  return { _id: `source_${hash.slice(0, 20)}`, _type: 'source', ...source }
}

/** Where a version of a sheet comes from: the documents of its sources, and how the sheet cites them. */
export function citationsOf(sources: readonly SourceRecord[]) {
  const documents = sources.map(sourceDocument)
  return {
    documents,
    citations: documents.map(({ _id }, index) => ({ _type: 'citation', _key: `source-${index + 1}`, source: reference(_id) })),
  }
}
