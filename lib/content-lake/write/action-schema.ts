import { z } from 'zod'
import { isDocumentId, publishedIdOf, releaseOf, isDraftId } from '../document-id.ts'
import { patchSchema } from './mutation.ts'

const documentId = z.string().refine(isDocumentId, { error: (issue) => `Malformed document ID: ${JSON.stringify(issue.input)}` })
const publishedId = documentId.refine((id) => publishedIdOf(id) === id, {
  error: 'publishedId must be the id of a published document, without prefix',
})
const versionId = documentId.refine((id) => isDraftId(id) || releaseOf(id) !== null, {
  error: 'This must be the id of a draft ("drafts.…") or of a version ("versions.<release>.…")',
})
const releaseId = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'releaseId must be letters, digits, "_" and "-"')
const attributes = z.record(z.string(), z.unknown())
/** Forget its history too. */
const purge = z.boolean().default(false)

const metadata = z.looseObject({
  title: z.string().optional(),
  description: z.string().optional(),
  releaseType: z.enum(['asap', 'scheduled', 'undecided']).optional(),
  intendedPublishAt: z.string().optional(),
  cardinality: z.enum(['one', 'many']).optional(),
})

const action = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.object({ actionType: z.literal(`sanity.action.${name}`), ...shape })

/** Each action that the lake performs.
 *  @see https://www.sanity.io/docs/http-actions */
export const actionSchema = z.discriminatedUnion('actionType', [
  action('document.create', { publishedId, attributes, ifExists: z.enum(['fail', 'ignore']).default('fail') }),
  action('document.edit', { draftId: versionId, publishedId, patch: patchSchema }),
  action('document.publish', {
    draftId: versionId,
    publishedId,
    ifDraftRevisionId: z.string().optional(),
    ifPublishedRevisionId: z.string().optional(),
  }),
  action('document.unpublish', { draftId: versionId, publishedId }),
  action('document.delete', { publishedId, includeDrafts: z.array(versionId).default([]), purge }),
  action('document.discard', { draftId: versionId, purge }),
  action('document.replaceDraft', { publishedId, attributes }),
  action('document.version.create', {
    publishedId,
    document: attributes.optional(),
    baseId: documentId.optional(),
    versionId: versionId.optional(),
    ifBaseRevisionId: z.string().optional(),
  }),
  action('document.version.discard', { versionId, purge }),
  action('document.version.replace', { document: attributes }),
  action('document.version.unpublish', { versionId, publishedId }),
  action('release.create', { releaseId, metadata: metadata.optional() }),
  action('release.edit', { releaseId, patch: patchSchema }),
  action('release.publish', { releaseId }),
  action('release.schedule', { releaseId, publishAt: z.iso.datetime({ offset: true }) }),
  action('release.unschedule', { releaseId }),
  action('release.archive', { releaseId }),
  action('release.unarchive', { releaseId }),
  action('release.delete', { releaseId }),
  action('release.import', {
    releaseId,
    attributes: attributes.optional(),
    document: attributes.optional(),
    ifExists: z.enum(['fail', 'ignore', 'replace']).default('fail'),
  }),
])

export type Action = z.infer<typeof actionSchema>

/** The actions whose name begins with `Prefix`. */
export type ActionsOf<Prefix extends string> = Extract<Action, { actionType: `sanity.action.${Prefix}${string}` }>
