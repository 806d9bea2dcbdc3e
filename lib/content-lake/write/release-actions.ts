import type { ActionsOf } from './action-schema.ts'
import { publishedIdOf, releaseOf } from '../document-id.ts'
import { type Patch, refuse, Refusal } from './mutation.ts'
import { publishVersion } from './publish-version.ts'
import type { Cause, Result, Work } from './work.ts'
import { type Document, isRecord } from '../wire.ts'

type Of<Name extends string> = Extract<ActionsOf<'release.'>, { actionType: `sanity.action.release.${Name}` }>

/** The id of the document that a release is. */
export function releaseDocumentId(releaseId: string): string {
  return `_.releases.${releaseId}`
}

/** Performs one action on a release.
 *  @see https://www.sanity.io/docs/content-releases */
export async function performReleaseAction(work: Work, action: ActionsOf<'release.'>): Promise<readonly Result[]> {
  switch (action.actionType) {
    case 'sanity.action.release.create':
      return create(work, action)
    case 'sanity.action.release.edit':
      return edit(work, action)
    case 'sanity.action.release.publish':
      return publishRelease(work, action.releaseId, 'release.publish')
    case 'sanity.action.release.schedule':
      return schedule(work, action)
    case 'sanity.action.release.unschedule':
      return change(
        work,
        action.releaseId,
        ['scheduled'],
        { set: { state: 'active' }, unset: ['publishAt', 'error'] },
        { type: 'release.unset-schedule' },
      )
    case 'sanity.action.release.archive':
      return archive(work, action.releaseId)
    case 'sanity.action.release.unarchive':
      return unarchive(work, action.releaseId)
    case 'sanity.action.release.delete':
      await inState(work, action.releaseId, ['archived', 'published'])
      return [await work.delete(releaseDocumentId(action.releaseId), { type: 'release.delete' })]
    case 'sanity.action.release.import':
      return importRelease(work, action)
  }
}

/** The release, which must be in one of `states`.
 *  @throws {Refusal} 404 if it is not there, 409 if it is in another state */
async function inState(work: Work, releaseId: string, states: readonly string[]): Promise<Document> {
  const id = releaseDocumentId(releaseId)
  const release = await work.get(id)
  if (!release) throw refuse.missing(id)
  const state = typeof release['state'] === 'string' ? release['state'] : 'without a state'
  if (states.includes(state)) return release
  throw new Refusal(409, {
    type: 'releaseStateError',
    description: `The release "${releaseId}" is ${state}; this needs one that is ${states.join(' or ')}`,
    id,
  })
}

/** @throws {Refusal} unless versions may be put into the release */
export async function requireOpenRelease(work: Work, releaseId: string): Promise<Document> {
  return inState(work, releaseId, ['active'])
}

/** A version in a release that is scheduled waits as it is; in one that is published or archived there is none.
 *  Versions of no release, which agents of Sanity make, are free.
 *  @throws {Refusal} 409 if `id` is a version in a release that is not open */
export async function requireUnlocked(work: Work, id: string): Promise<void> {
  const release = releaseOf(id)
  if (release !== null && (await work.get(releaseDocumentId(release)))) await requireOpenRelease(work, release)
}

/** A scheduled draft is a release of one document.
 *  @throws {Refusal} 409 unless the release is open and the version `id` may be put into it */
export async function requireRoomIn(work: Work, releaseId: string, id: string): Promise<void> {
  const { metadata } = await requireOpenRelease(work, releaseId)
  if (!isRecord(metadata) || metadata['cardinality'] !== 'one') return
  const other = (await versionsIn(work, releaseId)).find((version) => version._id !== id)
  if (!other) return
  const description = `The release "${releaseId}" is for one document, and "${other._id}" is in it`
  throw new Refusal(409, { type: 'releaseStateError', description, id })
}

async function change(work: Work, releaseId: string, states: readonly string[], patch: Patch, cause: Cause): Promise<readonly Result[]> {
  await inState(work, releaseId, states)
  return [await work.patch(releaseDocumentId(releaseId), patch, cause)]
}

async function create(work: Work, action: Of<'create'>): Promise<readonly Result[]> {
  const release = {
    _id: releaseDocumentId(action.releaseId),
    _type: 'system.release',
    name: action.releaseId,
    state: 'active',
    metadata: { releaseType: 'undecided', ...action.metadata },
  }
  return [await work.create(release, 'create', { type: 'release.create' })]
}

/** A release as it comes out of an export, with its state: how `@sanity/import` brings releases back. */
async function importRelease(work: Work, action: Of<'import'>): Promise<readonly Result[]> {
  const given = action.attributes ?? action.document
  const id = releaseDocumentId(action.releaseId)
  if (!given) throw refuse.invalid('A release is imported from "attributes" or "document"')
  if (given['_type'] !== 'system.release' || (given['_id'] ?? id) !== id || !isRecord(given['metadata']) || !isState(given['state']))
    throw refuse.invalid(`What is imported must be the release "${id}" with its state and metadata`, id)
  const modes = { fail: 'create', ignore: 'createIfNotExists', replace: 'createOrReplace' } as const
  return [await work.create({ ...given, _id: id, name: action.releaseId }, modes[action.ifExists], { type: 'release.import' })]
}

const isState = (value: unknown): boolean => value === 'active' || value === 'scheduled' || value === 'published' || value === 'archived'

async function edit(work: Work, action: Of<'edit'>): Promise<readonly Result[]> {
  const { id: _, ...patch } = action.patch
  const paths = [
    ...[patch.set, patch.setIfMissing, patch.inc, patch.dec, patch.diffMatchPatch].flatMap((part) => Object.keys(part ?? {})),
    ...(patch.unset ?? []),
  ]
  const other = paths.find((path) => !/^metadata(?:$|[.[])/.test(path))
  if (other !== undefined || patch.insert)
    throw refuse.invalid(`Only the metadata of a release is edited, not ${JSON.stringify(other ?? 'by insert')}`)
  await inState(work, action.releaseId, ['active', 'scheduled'])
  return [await work.patch(releaseDocumentId(action.releaseId), patch, { type: 'release.edit' })]
}

/** The versions in a release, as the transaction has made them so far. */
async function versionsIn(work: Work, releaseId: string): Promise<readonly Document[]> {
  const { rows } = await work.client.query<{ id: string }>(
    `select id from lake.document where dataset = $1 and starts_with(id, $2) order by id collate "C"`,
    [work.dataset, `versions.${releaseId}.`],
  )
  await work.load(rows.flatMap(({ id }) => [id, publishedIdOf(id)]))
  const versions: Document[] = []
  for (const { id } of rows) {
    const version = await work.get(id)
    if (version) versions.push(version)
    else work.requireSeen(id)
  }
  return versions
}

/** Publishes all versions of a release at once, and closes it. */
export async function publishRelease(
  work: Work,
  releaseId: string,
  cause: 'release.publish' | 'release.schedule',
): Promise<readonly Result[]> {
  await inState(work, releaseId, ['active', 'scheduled'])
  const versions = await versionsIn(work, releaseId)
  const results: Result[] = []
  for (const version of versions) {
    const system = version['_system']
    if (isRecord(system) && system['delete'] === true) {
      const gone = { type: cause, releaseId, versionId: version._id, versionRevisionId: version._rev }
      results.push(await work.delete(publishedIdOf(version._id), { ...gone, unpublished: true }), await work.delete(version._id, gone))
    } else results.push(...(await publishVersion(work, version, { type: cause, releaseId })))
  }
  const closed = { state: 'published', publishedAt: work.now, finalDocumentStates: finalStates(versions) }
  results.push(await work.patch(releaseDocumentId(releaseId), { set: closed, unset: ['publishAt', 'error'] }, { type: cause, releaseId }))
  return results
}

function finalStates(versions: readonly Document[]): readonly object[] {
  return versions.map((version) => ({ _key: crypto.randomUUID().slice(0, 12), id: version._id }))
}

async function schedule(work: Work, action: Of<'schedule'>): Promise<readonly Result[]> {
  // When the time has come the lake itself publishes: so whoever says when must be one who may.
  for (const version of await versionsIn(work, action.releaseId)) {
    const publishedId = publishedIdOf(version._id)
    await work.requireChange(publishedId, { ...version, _id: publishedId })
  }
  const publishAt = new Date(action.publishAt).toISOString()
  return change(
    work,
    action.releaseId,
    ['active', 'scheduled'],
    { set: { state: 'scheduled', publishAt }, unset: ['error'] },
    { type: 'release.set-schedule', publishAt },
  )
}

async function archive(work: Work, releaseId: string): Promise<readonly Result[]> {
  await inState(work, releaseId, ['active'])
  const versions = await versionsIn(work, releaseId)
  const results: Result[] = []
  for (const version of versions)
    results.push(
      await work.delete(version._id, { type: 'release.archive', releaseId, versionId: version._id, versionRevisionId: version._rev }),
    )
  results.push(
    await work.patch(
      releaseDocumentId(releaseId),
      { set: { state: 'archived', finalDocumentStates: finalStates(versions) } },
      { type: 'release.archive' },
    ),
  )
  return results
}

/** Brings back the versions that went with the archiving, as they were. */
async function unarchive(work: Work, releaseId: string): Promise<readonly Result[]> {
  const release = await inState(work, releaseId, ['archived'])
  const states = Array.isArray(release['finalDocumentStates']) ? release['finalDocumentStates'] : []
  const results: Result[] = []
  for (const state of states) {
    const id: unknown = isRecord(state) ? state['id'] : undefined
    const version = typeof id === 'string' ? await lastState(work, id) : null
    if (version) results.push(await work.create(version, 'createIfNotExists', { type: 'release.unarchive', releaseId }))
  }
  results.push(
    await work.patch(
      releaseDocumentId(releaseId),
      { set: { state: 'active' }, unset: ['finalDocumentStates'] },
      { type: 'release.unarchive' },
    ),
  )
  return results
}

/** What a deleted document was before: a deletion's `revert` gives it whole. */
async function lastState(work: Work, id: string): Promise<Record<string, unknown> | null> {
  const { rows } = await work.client.query<{ revert: readonly unknown[] }>(
    'select revert from lake.change where dataset = $1 and document_id = $2 and result_revision is null order by sequence desc limit 1',
    [work.dataset, id],
  )
  const state = rows[0]?.revert[1]
  return isRecord(state) ? state : null
}
