import type { SanityClient, SanityDocument } from '@sanity/client'
import { Client } from 'pg'
import { idOf, type Journal } from './writers.ts'

const CHAIN_QUERY = `
  with step as (
    select document_id, ordinal, previous_revision, result_revision,
      lag(result_revision) over history as before,
      lag(ordinal, 1, 0) over history as ordinal_before,
      lead(document_id) over history is null as is_last
    from lake.change window history as (partition by dataset, document_id order by sequence)
  )
  select distinct document_id as id from step left join lake.document on document.id = document_id
  where ordinal <> ordinal_before + 1 or previous_revision is distinct from before
    or (is_last and result_revision is distinct from document.revision)
  union
  select id from lake.document where not exists (select from lake.change where document_id = document.id)`

/** What is wrong with the lake after a kill, by what the writers tried and were told; nothing if all is well. */
export async function audit(client: SanityClient, databaseUrl: string, journals: readonly Journal[]): Promise<string[]> {
  const documents = await client.fetch<SanityDocument[]>('*[_type in ["counter", "half", "sheet"]]', {}, { perspective: 'raw' })
  const byId = new Map(documents.map((document) => [document._id, document]))
  return [
    ...journals.flatMap((journal) => [...auditPairs(byId, journal), ...auditDrafts(byId, journal)]),
    ...(await auditChains(databaseUrl)),
  ]
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

/** In the lake's own rows: each change of a document begins at the revision that the last one ended with, and the document is where the last one ended. */
async function auditChains(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl })
  // The database may be killed before the connection has closed.
  client.on('error', () => {})
  await client.connect()
  try {
    const broken = await client.query<{ id: string }>(CHAIN_QUERY)
    return broken.rows.map(({ id }) => `the revisions of ${id} do not follow from each other`)
  } finally {
    await client.end()
  }
}
