import { createHash } from 'node:crypto'
import type { SanityClient, SanityDocument } from '@sanity/client'
import { idOf, type Journal } from './writers.ts'

interface Upload extends SanityDocument {
  readonly url: string
  readonly sha1hash: string
  readonly size: number
}

/** What is wrong with the lake after a kill, by what the writers tried and were told; nothing if all is well. */
export async function audit(client: SanityClient, journals: readonly Journal[]): Promise<string[]> {
  const documents = await client.fetch<SanityDocument[]>('*[_type in ["counter", "half", "sheet"]]', {}, { perspective: 'raw' })
  const byId = new Map(documents.map((document) => [document._id, document]))
  return journals.flatMap((journal) => [...auditPairs(byId, journal), ...auditDrafts(byId, journal)])
}

/** Looks at uploaded files, each once: `seen` are the ids of those that were whole before. */
export async function auditUploads(
  client: SanityClient,
  origin: string,
  journals: readonly Journal[],
  seen: Set<string>,
): Promise<string[]> {
  const uploads = await client.fetch<Upload[]>('*[_type == "sanity.fileAsset"]{_id, url, sha1hash, size}', {}, { perspective: 'raw' })
  const there = new Set(uploads.map(({ _id }) => _id))
  const problems = journals
    .flatMap((journal) => [...journal.uploads.values()])
    .flatMap((id) => (there.has(id) ? [] : [`${id} was acknowledged and is not there`]))
  for (const { _id, url, sha1hash, size } of uploads.filter((upload) => !seen.has(upload._id))) {
    // The address in the document is that of the start that made it; each start has a port of its own.
    const response = await fetch(new URL(new URL(url).pathname, origin))
    const bytes = Buffer.from(await response.arrayBuffer())
    const isWhole = response.ok && bytes.length === size && createHash('sha1').update(bytes).digest('hex') === sha1hash
    if (isWhole) seen.add(_id)
    else problems.push(`${_id} has no whole file: ${response.status}, ${bytes.length} of ${size} bytes`)
  }
  return problems
}

function auditPairs(byId: ReadonlyMap<string, SanityDocument>, journal: Journal): string[] {
  const problems: string[] = []
  let whole = 0
  for (let number = 0; number < journal.triedPairs; number += 1) {
    const revision = idOf.transaction(journal, number)
    const [a, b] = idOf.pair(journal, number).map((id) => byId.get(id))
    if (Boolean(a) !== Boolean(b)) problems.push(`${revision} is there by half`)
    if (!a && journal.pairs.has(number)) problems.push(`${revision} was acknowledged and is not there`)
    if (a && (a._rev !== revision || b?._rev !== revision)) problems.push(`${revision} is not the revision of its documents`)
    if (a) whole += 1
  }
  const count: unknown = byId.get(idOf.counter(journal))?.['count'] ?? 0
  if (count !== whole) problems.push(`the counter of ${journal.name} is ${String(count)}, but ${whole} of its transactions are there`)
  return problems
}

function auditDrafts(byId: ReadonlyMap<string, SanityDocument>, journal: Journal): string[] {
  const problems: string[] = []
  for (let number = 0; number < journal.triedDrafts; number += 1) {
    const id = idOf.draft(journal, number)
    if (byId.has(id) && byId.has(`drafts.${id}`)) problems.push(`${id} was published by half: its draft is still there`)
    if (journal.published.has(number) && !byId.has(id)) problems.push(`${id} was published and is not there`)
  }
  return problems
}
