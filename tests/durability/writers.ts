import type { SanityClient } from '@sanity/client'
import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import { lakeClient } from '#tests/support/lake-client.ts'
import type { Site } from '#tests/support/site.ts'

/** What a writer tried, in order, and which of it was answered. */
export interface Journal {
  readonly name: string
  /** How many pairs were tried: each is two new documents and an increment, in one transaction. */
  triedPairs: number
  /** The pairs that were acknowledged. */
  readonly pairs: Set<number>
  /** How many drafts it tried to publish. */
  triedDrafts: number
  /** The drafts whose publication was acknowledged. */
  readonly published: Set<number>
  /** How many files it tried to upload. */
  triedUploads: number
  /** The documents of the files whose upload was acknowledged, by their numbers. */
  readonly uploads: Map<number, string>
  /** What ended its last run. */
  stoppedBy?: unknown
}

export function newJournal(name: string): Journal {
  return { name, triedPairs: 0, pairs: new Set(), triedDrafts: 0, published: new Set(), triedUploads: 0, uploads: new Map() }
}

/** How many writes were acknowledged so far. */
export function acknowledged(journals: readonly Journal[]): number {
  return journals.reduce((sum, { pairs, published, uploads }) => sum + pairs.size + published.size + uploads.size, 0)
}

export const idOf = {
  counter: (journal: Journal) => `counter-${journal.name}`,
  pair: (journal: Journal, number: number) => [`pair-${journal.name}-${number}-a`, `pair-${journal.name}-${number}-b`] as const,
  transaction: (journal: Journal, number: number) => `tx-${journal.name}-${number}`,
  draft: (journal: Journal, number: number) => `sheet-${journal.name}-${number}`,
}

/** The unmodified client of an editor who is signed in at `site` with the token `session`. */
export function editorsClient(site: Site, session: string): SanityClient {
  const cookie = `${sessionCookieName(site.origin)}=${session}`
  return lakeClient(site.origin, { maxRetries: 0, timeout: 20_000, headers: { cookie, origin: site.origin } })
}

/** Writes one after the other until `signal` says so or the site does not answer, and notes what was tried and what acknowledged. */
export async function write(client: SanityClient, journal: Journal, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      if (signal.aborted) return
      await writePair(client, journal)
      if (signal.aborted) return
      await publishDraft(client, journal)
      if (signal.aborted) return
      await uploadFile(client, journal)
    } catch (error) {
      // The site or its database was killed: what was not acknowledged may be there or not, but not in part.
      journal.stoppedBy = error
      return
    }
  }
}

async function writePair(client: SanityClient, journal: Journal): Promise<void> {
  const number = journal.triedPairs
  journal.triedPairs += 1
  const [a, b] = idOf.pair(journal, number)
  await client
    .transaction()
    .transactionId(idOf.transaction(journal, number))
    .createIfNotExists({ _id: idOf.counter(journal), _type: 'counter', count: 0 })
    .patch(idOf.counter(journal), (patch) => patch.inc({ count: 1 }))
    .create({ _id: a, _type: 'half', writer: journal.name, number })
    .create({ _id: b, _type: 'half', writer: journal.name, number })
    .commit({ visibility: 'sync', returnDocuments: false })
  journal.pairs.add(number)
}

async function publishDraft(client: SanityClient, journal: Journal): Promise<void> {
  const number = journal.triedDrafts
  journal.triedDrafts += 1
  const publishedId = idOf.draft(journal, number)
  const draftId = `drafts.${publishedId}`
  await client.action({
    actionType: 'sanity.action.document.create',
    publishedId,
    attributes: { _id: draftId, _type: 'sheet', number },
    ifExists: 'fail',
  })
  await client.action({ actionType: 'sanity.action.document.publish', publishedId, draftId })
  journal.published.add(number)
}

async function uploadFile(client: SanityClient, journal: Journal): Promise<void> {
  const number = journal.triedUploads
  journal.triedUploads += 1
  const bytes = Buffer.from(`${journal.name},${number}\n`.repeat(5000))
  const { _id } = await client.assets.upload('file', bytes, { filename: `${journal.name}-${number}.csv`, contentType: 'text/csv' })
  journal.uploads.set(number, _id)
}
