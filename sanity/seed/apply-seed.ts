import type { SanityClient, SanityDocument, Transaction } from '@sanity/client'
import type { Seed } from './documents.ts'
import type { SeedDocument } from './seed-document.ts'
import { entryFor, fingerprint, RECORD_ID, type RecordEntry, type SeedRecord } from './seed-record.ts'

/** Why a document was not moved to the new seed. */
export type LeftAlone = 'edited' | 'drafted' | 'deleted' | 'not from the seed'

/** What a seeding did, by document id. */
export interface SeedReport {
  readonly created: readonly string[]
  readonly moved: readonly string[]
  readonly left: readonly { readonly id: string; readonly reason: LeftAlone }[]
}

/** What the lake holds of the seed's documents before a seeding. */
interface Present {
  readonly published: ReadonlyMap<string, SanityDocument>
  /** Published ids that have a draft or a version in a release. */
  readonly drafted: ReadonlySet<string>
  readonly record: SeedRecord | undefined
}

const PRESENT_QUERY = `{
  "published": *[_id in $ids],
  "drafts": *[_id in $draftIds || (_id in path("versions.**") && string::split(_id, ".")[2] in $ids)]._id,
  "record": *[_id == $recordId][0]
}`

/**
 * Brings the lake to `seed`, in one transaction; changes nothing if it is there already. Documents that still are as an
 * earlier seed wrote them move along; edited, drafted and deleted ones are left as they are and reported, each time.
 * `client` needs the right to write and to read drafts.
 * @throws {ClientError} of status 409 if somebody edits one of the documents meanwhile: nothing is changed then.
 */
export async function applySeed(client: SanityClient, seed: Seed): Promise<SeedReport> {
  const present = await readPresent(client, seed)
  const entries = new Map((present.record?.entries ?? []).map((entry) => [entry.documentId, entry]))
  const revision = `seed-${crypto.randomUUID()}`
  const transaction = client.transaction().transactionId(revision)
  const report = { created: [] as string[], moved: [] as string[], left: [] as { id: string; reason: LeftAlone }[] }
  const written: SeedDocument[] = []

  for (const document of seed.documents) {
    const step = decide(document, entries.get(document._id), present)
    if (step === 'stays') continue
    if (step === 'create') {
      transaction.create(document)
      report.created.push(document._id)
    } else if (step === 'move') {
      move(transaction, document, present.published.get(document._id))
      report.moved.push(document._id)
    } else {
      report.left.push({ id: document._id, reason: step })
      continue
    }
    written.push(document)
    entries.set(document._id, entryFor(document, revision))
  }
  if (written.length === 0) return report

  await uploadPictures(client, seed, written)
  record(transaction, present.record, [...entries.values()])
  await transaction.commit({ visibility: 'sync', returnDocuments: false })
  return report
}

async function readPresent(client: SanityClient, seed: Seed): Promise<Present> {
  const ids = seed.documents.map((document) => document._id)
  const answer = await client.fetch<{ published: SanityDocument[]; drafts: string[]; record: SeedRecord | null }>(
    PRESENT_QUERY,
    { ids, draftIds: ids.map((id) => `drafts.${id}`), recordId: RECORD_ID },
    { perspective: 'raw' },
  )
  return {
    published: new Map(answer.published.map((document) => [document._id, document])),
    drafted: new Set(answer.drafts.map((id) => id.replace(/^(?:drafts\.|versions\.[^.]+\.)/, ''))),
    record: answer.record ?? undefined,
  }
}

function decide(document: SeedDocument, entry: RecordEntry | undefined, present: Present): 'create' | 'move' | 'stays' | LeftAlone {
  const published = present.published.get(document._id)
  const isDrafted = present.drafted.has(document._id)
  if (!entry) return published || isDrafted ? 'not from the seed' : 'create'
  if (entry.fingerprint === fingerprint(document)) return 'stays'
  if (!published) return 'deleted'
  if (published._rev !== entry.revision) return 'edited'
  return isDrafted ? 'drafted' : 'move'
}

/** Fields that the new seed no longer has go away; the revision guards against an edit since it was read. */
function move(transaction: Transaction, document: SeedDocument, published: SanityDocument | undefined): void {
  const { _id, _type, ...fields } = document
  const gone = Object.keys(published ?? {}).filter((name) => !name.startsWith('_') && !(name in fields))
  transaction.patch(_id, (patch) => {
    const set = patch.set(fields)
    return (gone.length > 0 ? set.unset(gone) : set).ifRevisionId(published?._rev ?? '')
  })
}

async function uploadPictures(client: SanityClient, seed: Seed, written: readonly SeedDocument[]): Promise<void> {
  const content = JSON.stringify(written)
  for (const { id, filename, bytes } of seed.pictures) {
    if (!content.includes(id)) continue
    const asset = await client.assets.upload('image', bytes, { filename })
    if (asset._id !== id) throw new Error(`The picture ${filename} was expected as ${id} and came back as ${asset._id}.`)
  }
}

function record(transaction: Transaction, before: SeedRecord | undefined, entries: readonly RecordEntry[]): void {
  if (!before) transaction.create({ _id: RECORD_ID, _type: 'seed.record', entries })
  else transaction.patch(RECORD_ID, (patch) => patch.set({ entries }).ifRevisionId(before._rev ?? ''))
}
