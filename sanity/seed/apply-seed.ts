import type { SanityClient, SanityDocument, Transaction } from '@sanity/client'
import { publishedId } from '../published-id.ts'
import type { Seed } from './documents.ts'
import type { SeedDocument } from './seed-document.ts'
import { firstState, isOnItsWay, publishStates, stateReached } from './publish-states.ts'
import { replaceFields } from './replace-fields.ts'
import { SEALED_TYPES } from '../sealed-types.ts'
import { entryFor, fingerprint, RECORD_ID, type RecordEntry, type SeedRecord } from './seed-record.ts'

/** Why a document was not moved to the new seed. */
export type LeftAlone = 'edited' | 'drafted' | 'deleted' | 'not from the seed' | 'sealed'

/** What a seeding did, by document id. */
export interface SeedReport {
  readonly created: readonly string[]
  readonly moved: readonly string[]
  readonly left: readonly { readonly id: string; readonly reason: LeftAlone }[]
}

/** What the lake holds of the documents that a seeding is about, before it. */
interface Present {
  readonly published: ReadonlyMap<string, SanityDocument>
  /** Published ids that have a draft or a version in a release. */
  readonly drafted: ReadonlySet<string>
}

const PRESENT_QUERY = `{
  "published": *[_id in $ids],
  "drafts": *[_id in $draftIds || (_id in path("versions.**") && string::split(_id, ".")[2] in $ids)]._id
}`

/** As many documents are written in one transaction: it is held in memory while it is made, here and in the lake. */
const PART = 200

/** A document that is to be written, and how. */
interface Step {
  readonly document: SeedDocument
  readonly step: 'create' | 'move'
}

/**
 * Brings the lake to `seed`; changes nothing if it is there already. Documents that still are as an earlier seed wrote them move along;
 * edited, drafted and deleted ones are left as they are and reported, each time. A large seed goes in by parts, each whole or not at all and
 * with its part of the record: one that was interrupted goes on where it stopped.
 * `client` needs the right to write and to read drafts.
 * @throws {ClientError} of status 409 if somebody edits one of the documents meanwhile: nothing of its part is changed then.
 */
export async function applySeed(client: SanityClient, seed: Seed): Promise<SeedReport> {
  const before = await client.getDocument<SeedRecord>(RECORD_ID)
  const entries = new Map((before?.entries ?? []).map((entry) => [entry.documentId, entry]))
  // A start that brings nothing new reads the record and nothing else.
  const changed = seed.documents.filter((document) => entries.get(document._id)?.fingerprint !== fingerprint(document))
  if (changed.length === 0) return { created: [], moved: [], left: [] }
  const present = await readPresent(client, changed)
  const steps: Step[] = []
  const left: { id: string; reason: LeftAlone }[] = []
  const reached = new Map<string, { index: number; revision: string }>()
  for (const document of changed) {
    const entry = entries.get(document._id)
    const published = present.published.get(document._id)
    const at = published && isOnItsWay(seed, entry) ? stateReached(seed, published) : null
    const step = decide(document, entry && at ? { ...entry, revision: at.revision } : entry, present)
    if (at && step === 'move') reached.set(document._id, at)
    else if (step === 'create' || step === 'move') steps.push({ document, step })
    else left.push({ id: document._id, reason: step })
  }
  await uploadPictures(client, seed, steps)
  let recordRevision = before?._rev
  for (let from = 0; from < steps.length; from += PART) {
    const revision = `seed-${crypto.randomUUID()}`
    const transaction = client.transaction().transactionId(revision)
    for (const { document, step } of steps.slice(from, from + PART)) {
      const written = step === 'create' ? firstState(seed, document) : document
      if (step === 'create') transaction.create(written)
      else replaceFields(transaction, written, ...asPresent(present.published.get(document._id)))
      entries.set(document._id, entryFor(written, revision))
      if (written !== document) reached.set(document._id, { index: 0, revision })
    }
    record(transaction, recordRevision, [...entries.values()])
    await transaction.commit({ visibility: 'sync', returnDocuments: false })
    recordRevision = revision
  }
  await publishStates(client, seed, reached)
  const idsOf = (wanted: Step['step']) => steps.flatMap(({ document, step }) => (step === wanted ? [document._id] : []))
  return { created: idsOf('create'), moved: idsOf('move'), left }
}

async function readPresent(client: SanityClient, documents: readonly SeedDocument[]): Promise<Present> {
  const ids = documents.map((document) => document._id)
  const answer = await client.fetch<{ published: SanityDocument[]; drafts: string[] }>(
    PRESENT_QUERY,
    { ids, draftIds: ids.map((id) => `drafts.${id}`) },
    { perspective: 'raw' },
  )
  return {
    published: new Map(answer.published.map((document) => [document._id, document])),
    drafted: new Set(answer.drafts.map(publishedId)),
  }
}

function decide(document: SeedDocument, entry: RecordEntry | undefined, present: Present): 'create' | 'move' | LeftAlone {
  const published = present.published.get(document._id)
  const isDrafted = present.drafted.has(document._id)
  if (!entry) return published || isDrafted ? 'not from the seed' : 'create'
  if (!published) return 'deleted'
  if (published._rev !== entry.revision) return 'edited'
  if (SEALED_TYPES.includes(document._type)) return 'sealed'
  return isDrafted ? 'drafted' : 'move'
}

function asPresent(published: SanityDocument | undefined): [fields: readonly string[], revision: string] {
  return [Object.keys(published ?? {}), published?._rev ?? '']
}

async function uploadPictures(client: SanityClient, seed: Seed, steps: readonly Step[]): Promise<void> {
  const content = JSON.stringify(steps)
  for (const { id, filename, bytes } of seed.pictures) {
    if (!content.includes(id)) continue
    const asset = await client.assets.upload('image', bytes, { filename })
    if (asset._id !== id) throw new Error(`The picture ${filename} was expected as ${id} and came back as ${asset._id}.`)
  }
}

function record(transaction: Transaction, revision: string | undefined, entries: readonly RecordEntry[]): void {
  if (revision === undefined) transaction.create({ _id: RECORD_ID, _type: 'seed.record', entries })
  else transaction.patch(RECORD_ID, (patch) => patch.set({ entries }).ifRevisionId(revision))
}
