import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import type { Finding } from './finding.ts'

/** As many documents are asked about at once; their ids stand in an address. */
const AT_ONCE = 20

/** Of those that nobody touched again both times are the same. */
const TOUCHED_QUERY = `*[_type == "observation" && _updatedAt != _createdAt]._id`

const transactionSchema = z.object({ id: z.string(), documentIDs: z.array(z.string()) })

const stateSchema = z.object({ documents: z.array(z.looseObject({ _id: z.string() })) })

/** Published figures that say something else than when they were published first. The lake of the site refuses to change one, but what it
 *  holds may be older than that, or come from elsewhere; and history that was forgotten tells nothing. */
export async function findEditedInPlace(client: SanityClient): Promise<readonly Finding[]> {
  const ids = await client.fetch<string[]>(TOUCHED_QUERY, {}, { perspective: 'published' })
  const found: Finding[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    for (const [id, first] of await firstRevisions(client, ids.slice(from, from + AT_ONCE))) {
      if (await isChangedSince(client, id, first)) found.push(edited(id))
    }
  }
  return found
}

/** Of each published document that was written more than once: the transaction that wrote it first. */
async function firstRevisions(client: SanityClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const answer = await client.request<string>({
    url: `/data/history/${client.config().dataset ?? ''}/transactions/${ids.join(',')}`,
    query: { excludeContent: 'true', limit: '1000' },
  })
  const lines = answer.split('\n').filter(Boolean)
  const transactions = lines.map((line) => transactionSchema.parse(JSON.parse(line)))
  return new Map(
    ids.flatMap((id) => {
      const [first, second] = transactions.filter(({ documentIDs }) => documentIDs.includes(id))
      return first && second ? [[id, first.id] as const] : []
    }),
  )
}

async function isChangedSince(client: SanityClient, id: string, first: string): Promise<boolean> {
  const url = `/data/history/${client.config().dataset ?? ''}/documents/${id}`
  const [then] = stateSchema.parse(await client.request<unknown>({ url, query: { revision: first } })).documents
  const now = await client.getDocument(id)
  return then !== undefined && now !== undefined && saidBy(then) !== saidBy(now)
}

/** All but what the lake writes, in one order. */
function saidBy(document: Readonly<Record<string, unknown>>): string {
  const { _rev, _createdAt, _updatedAt, ...said } = document
  return JSON.stringify(Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function edited(id: string): Finding {
  return {
    kind: 'edited',
    severity: 'notice',
    words: 'The figure says something else than when it was published.',
    advice: 'Look at its history. If readers should know, supersede it with a reason.',
    places: [{ id, type: 'observation', path: '', words: '' }],
  }
}
