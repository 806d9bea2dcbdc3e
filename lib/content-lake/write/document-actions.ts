import type { ActionsOf } from './action-schema.ts'
import { publishedIdOf, releaseOf } from '../document-id.ts'
import { refuse } from './mutation.ts'
import { publishVersion } from './publish-version.ts'
import { requireOpenRelease, requireRoomIn, requireUnlocked } from './release-actions.ts'
import type { Result, Work } from './work.ts'
import { type Document, isRecord } from '../wire.ts'

type Of<Name extends string> = Extract<ActionsOf<'document.'>, { actionType: `sanity.action.document.${Name}` }>

/** Performs one action on a document, its draft or its versions. */
export async function performDocumentAction(work: Work, action: ActionsOf<'document.'>): Promise<readonly Result[]> {
  switch (action.actionType) {
    case 'sanity.action.document.create':
      return create(work, action)
    case 'sanity.action.document.edit':
      return edit(work, action)
    case 'sanity.action.document.publish':
      return publish(work, action)
    case 'sanity.action.document.unpublish':
      return unpublish(work, action)
    case 'sanity.action.document.delete':
      return deleteAll(work, action)
    case 'sanity.action.document.discard':
      return discard(work, action.draftId, action.purge)
    case 'sanity.action.document.version.discard':
      return discard(work, action.versionId, action.purge)
    case 'sanity.action.document.replaceDraft':
      return replace(work, action.attributes, 'document.replaceDraft')
    case 'sanity.action.document.version.replace':
      return replaceVersion(work, action.document)
    case 'sanity.action.document.version.create':
      return createVersion(work, action)
    case 'sanity.action.document.version.unpublish':
      return unpublishVersion(work, action)
  }
}

/** @throws {Refusal} when the document `id` is not there */
async function required(work: Work, id: string): Promise<Document> {
  const document = await work.get(id)
  if (!document) throw refuse.missing(id)
  return document
}

function checkRevision(document: Document | null, id: string, expected: string | undefined): void {
  if (expected !== undefined && document?._rev !== expected) throw refuse.revision(id, document?._rev, expected)
}

/** @throws {Refusal} unless `id` is a draft or version of the document `publishedId` */
function requireSameDocument(id: string, publishedId: string): void {
  if (publishedIdOf(id) !== publishedId) throw refuse.invalid(`"${id}" is no draft or version of "${publishedId}"`, id)
}

async function create(work: Work, action: Of<'create'>): Promise<readonly Result[]> {
  const { _id: id } = action.attributes
  if (typeof id !== 'string' || publishedIdOf(id) !== action.publishedId)
    throw refuse.invalid('attributes._id must be that of the document, its draft or one of its versions')
  await requireUnlocked(work, id)
  // A draft of a published document is its copy, which an edit makes: one made here would hide what is published.
  if (id !== action.publishedId && (await work.get(action.publishedId))) throw refuse.exists(action.publishedId)
  return [await work.create(action.attributes, action.ifExists === 'ignore' ? 'createIfNotExists' : 'create', { type: 'document.create' })]
}

/** The draft of a published document is a full copy of it, made at the first edit. */
async function edit(work: Work, action: Of<'edit'>): Promise<readonly Result[]> {
  await work.load([action.publishedId, action.draftId])
  requireSameDocument(action.draftId, action.publishedId)
  await requireUnlocked(work, action.draftId)
  const results: Result[] = []
  if (!(await work.get(action.draftId))) {
    const published = await work.get(action.publishedId)
    if (!published) throw refuse.missing(action.draftId)
    results.push(await work.create({ ...published, _id: action.draftId }, 'createIfNotExists', { type: 'document.edit' }))
  }
  results.push(await work.patch(action.draftId, action.patch, { type: 'document.edit' }))
  return results
}

async function publish(work: Work, action: Of<'publish'>): Promise<readonly Result[]> {
  await work.load([action.publishedId, action.draftId])
  requireSameDocument(action.draftId, action.publishedId)
  await requireUnlocked(work, action.draftId)
  const draft = await required(work, action.draftId)
  checkRevision(draft, action.draftId, action.ifDraftRevisionId)
  checkRevision(await work.get(action.publishedId), action.publishedId, action.ifPublishedRevisionId)
  return publishVersion(work, draft, { type: 'document.publish' })
}

/** The published document goes; what it said stays as the draft, if there is none. */
async function unpublish(work: Work, action: Of<'unpublish'>): Promise<readonly Result[]> {
  await work.load([action.publishedId, action.draftId])
  requireSameDocument(action.draftId, action.publishedId)
  const published = await required(work, action.publishedId)
  const cause = { type: 'document.unpublish', versionId: action.draftId, versionRevisionId: published._rev }
  const results: Result[] = []
  if (!(await work.get(action.draftId))) results.push(await work.create({ ...published, _id: action.draftId }, 'create', cause))
  results.push(await work.delete(action.publishedId, cause))
  return results
}

async function deleteAll(work: Work, action: Of<'delete'>): Promise<readonly Result[]> {
  await work.load([action.publishedId, ...action.includeDrafts])
  await required(work, action.publishedId)
  for (const id of action.includeDrafts) {
    requireSameDocument(id, action.publishedId)
    await requireUnlocked(work, id)
  }
  const results: Result[] = []
  for (const id of [action.publishedId, ...action.includeDrafts])
    results.push(await work.delete(id, { type: 'document.delete' }, action.purge))
  const [left] = await work.versionsOf(action.publishedId)
  if (left !== undefined) throw refuse.invalid(`"${left}" is there, so it must be named in includeDrafts to be deleted too`, left)
  return results
}

async function discard(work: Work, versionId: string, purge: boolean): Promise<readonly Result[]> {
  const version = await required(work, versionId)
  await requireUnlocked(work, versionId)
  return [await work.delete(versionId, { type: 'document.version.discard', versionId, versionRevisionId: version._rev }, purge)]
}

async function replaceVersion(work: Work, document: Record<string, unknown>): Promise<readonly Result[]> {
  if (typeof document['_id'] === 'string') await required(work, document['_id'])
  return replace(work, document, 'document.version.replace')
}

async function replace(work: Work, document: Record<string, unknown>, type: string): Promise<readonly Result[]> {
  const { _id: id } = document
  if (typeof id !== 'string' || publishedIdOf(id) === id) throw refuse.invalid('_id must be that of a draft or version')
  await requireUnlocked(work, id)
  return [await work.create(document, 'createOrReplace', { type })]
}

async function createVersion(work: Work, action: Of<'version.create'>): Promise<readonly Result[]> {
  const document = action.document ?? (await copyOfBase(work, action))
  const { _id: id } = document
  if (typeof id !== 'string' || publishedIdOf(id) === id || publishedIdOf(id) !== action.publishedId) {
    throw refuse.invalid(`The version must be a draft or version of "${action.publishedId}"`)
  }
  const release = releaseOf(id)
  if (release !== null) await requireRoomIn(work, release, id)
  const { _system: system, ...content } = document
  // A release that takes back another says so which documents it will unpublish.
  const kept = isRecord(system) && system['delete'] === true ? { ...content, _system: { delete: true } } : content
  return [await work.create(kept, 'create', { type: 'document.version.create' })]
}

async function copyOfBase(work: Work, action: Of<'version.create'>): Promise<Record<string, unknown>> {
  if (action.baseId === undefined || action.versionId === undefined)
    throw refuse.invalid('A version is created from "document", or from "baseId" as "versionId"')
  const base = await required(work, action.baseId)
  checkRevision(base, action.baseId, action.ifBaseRevisionId)
  return { ...base, _id: action.versionId }
}

/** Within a release: with its publication the document will be unpublished. */
async function unpublishVersion(work: Work, action: Of<'version.unpublish'>): Promise<readonly Result[]> {
  const release = releaseOf(action.versionId)
  if (release === null) throw refuse.invalid('Only a version in a release can be marked to be unpublished', action.versionId)
  requireSameDocument(action.versionId, action.publishedId)
  await requireOpenRelease(work, release)
  const cause = { type: 'document.version.unpublish' }
  const published = await required(work, action.publishedId)
  const results: Result[] = []
  if (!(await work.get(action.versionId))) results.push(await work.create({ ...published, _id: action.versionId }, 'create', cause))
  results.push(await work.patch(action.versionId, { set: { _system: { delete: true } } }, cause))
  return results
}
