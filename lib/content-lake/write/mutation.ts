import { z } from 'zod'
import { Mutation } from '@sanity/mutator'
import { flawOf, withArrayKeys } from '../content.ts'
import { isDocumentId, newId } from '../document-id.ts'
import { type ErrorItem, LakeError, type mutationError } from '../errors.ts'
import { type Document, isRecord } from '../wire.ts'

const attributes = z.record(z.string(), z.unknown())
const paths = z.record(z.string(), z.unknown())

/** The operations of a patch, applied in the order `@sanity/mutator` applies them. */
const operations = {
  set: paths.optional(),
  setIfMissing: paths.optional(),
  unset: z.array(z.string()).optional(),
  inc: z.record(z.string(), z.number()).optional(),
  dec: z.record(z.string(), z.number()).optional(),
  diffMatchPatch: z.record(z.string(), z.string()).optional(),
  insert: z
    .union([
      z.strictObject({ before: z.string(), items: z.array(z.unknown()) }),
      z.strictObject({ after: z.string(), items: z.array(z.unknown()) }),
      z.strictObject({ replace: z.string(), items: z.array(z.unknown()) }),
    ])
    .optional(),
  ifRevisionID: z.string().optional(),
}

/** A patch without the id of what it patches, as edit actions carry it. */
export const patchSchema = z.strictObject({ ...operations, id: z.string().optional() })
export type Patch = z.infer<typeof patchSchema>

const selection = {
  id: z.union([z.string(), z.array(z.string())]).optional(),
  query: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
}

const mutationSchemas = {
  create: z.strictObject({ create: attributes }),
  createIfNotExists: z.strictObject({ createIfNotExists: attributes }),
  createOrReplace: z.strictObject({ createOrReplace: attributes }),
  delete: z.strictObject({ delete: z.strictObject({ ...selection, purge: z.boolean().optional() }) }),
  patch: z.strictObject({ patch: z.strictObject({ ...operations, ...selection }) }),
}
export type MutationInput = {
  [Name in keyof typeof mutationSchemas]: z.infer<(typeof mutationSchemas)[Name]>
}[keyof typeof mutationSchemas]

const isOperation = (name: string): name is keyof typeof mutationSchemas => Object.hasOwn(mutationSchemas, name)

/** `given` as a mutation, which is an object with exactly one operation.
 *  @throws {Refusal} saying what is wrong with it
 *  @see https://www.sanity.io/docs/http-mutations */
export function mutationOf(given: unknown): MutationInput {
  const names = isRecord(given) ? Object.keys(given) : []
  const [name] = names
  const known = Object.keys(mutationSchemas).join(', ')
  if (name === undefined) throw refuse.invalid(`A mutation must be an object with one of ${known}`)
  if (!isOperation(name)) throw refuse.invalid(`There is no mutation ${JSON.stringify(name.slice(0, 100))}, only ${known}`)
  const parsed = mutationSchemas[name].safeParse(given)
  if (!parsed.success) throw refuse.invalid(z.prettifyError(parsed.error).slice(0, 2000))
  return parsed.data
}

/** A refused mutation; `mutate.ts` and `actions.ts` say it in their own shapes. */
export class Refusal extends Error {
  readonly status: number
  readonly item: ErrorItem

  constructor(status: number, item: ErrorItem) {
    super(item.description)
    this.name = 'Refusal'
    this.status = status
    this.item = item
  }
}

/** The ways in which one mutation is refused. */
export const refuse = {
  invalid: (description: string, id?: string): Refusal =>
    new Refusal(400, { type: 'validationError', description, ...(id === undefined ? {} : { id }) }),
  malformedId: (id: string): Refusal =>
    new Refusal(400, { type: 'malformedDocumentIdError', description: `Malformed document ID: ${JSON.stringify(id)}`, id }),
  exists: (id: string): Refusal =>
    new Refusal(409, { type: 'documentAlreadyExistsError', description: `Document by ID "${id}" already exists`, id }),
  missing: (id: string): Refusal =>
    new Refusal(404, { type: 'documentNotFoundError', description: `The document with the ID "${id}" was not found`, id }),
  revision: (id: string, current: string | undefined, expected: string): Refusal =>
    new Refusal(409, {
      type: 'documentRevisionIDDoesNotMatchError',
      description: `Document "${id}" has unexpected revision ID ("${current ?? ''}"), expected "${expected}"`,
      id,
      currentRevisionID: current ?? null,
      expectedRevisionID: expected,
    }),
  referenced: (id: string, by: readonly string[]): Refusal =>
    new Refusal(409, {
      type: 'documentHasExistingReferencesError',
      description: `Document "${id}" cannot be deleted as there are references to it${by[0] === undefined ? '' : ` from "${by[0]}"`}`,
      id,
      referencingIDs: by,
    }),
  dangling: (id: string, reference: string): Refusal =>
    new Refusal(409, {
      type: 'documentReferencesNonexistentDocumentError',
      description: `Document "${id}" references non-existent document "${reference}"`,
      id,
      referenceID: reference,
    }),
  sealed: (id: string, type: string): Refusal =>
    new Refusal(409, {
      type: 'documentSealedError',
      description: `Document "${id}" is published, and what a published document of the type "${type}" says is never changed: make a new document in its place`,
      id,
    }),
  forbidden: (id: string): Refusal =>
    new Refusal(403, {
      type: 'insufficientPermissionsError',
      description: `Insufficient permissions; this role may not change "${id}"`,
      id,
    }),
}

/** An index entry can't be long. */
const longestType = 300

/** `attributes` as a document to create, with an id of the lake's own where none or only a prefix (`drafts.`) is given.
 *  @throws {Refusal} for a wrong id, type or content */
export function documentOf(given: Record<string, unknown>, now: string): Document {
  const id = idOf(given['_id'])
  const type = given['_type']
  if (typeof type !== 'string' || type === '') throw refuse.invalid(`Document "${id}" needs a _type`, id)
  if (type.length > longestType) throw refuse.invalid(`The _type of document "${id}" is longer than ${longestType} characters`, id)
  const created = given['_createdAt']
  if (created !== undefined && (typeof created !== 'string' || Number.isNaN(Date.parse(created))))
    throw refuse.invalid(`_createdAt of "${id}" is not a time`, id)
  return { ...given, _id: id, _type: type, _createdAt: created ?? now, _updatedAt: now, _rev: '' }
}

function idOf(given: unknown): string {
  if (given === undefined || given === null || given === '') return newId()
  if (typeof given !== 'string') throw refuse.malformedId(JSON.stringify(given))
  const id = given.endsWith('.') ? given + newId() : given
  if (!isDocumentId(id)) throw refuse.malformedId(given)
  return id
}

/** Nothing a person writes comes near these; the parser of paths grows with their square. */
const longestPath = 1000
const largestIndex = 99_999
/** Each takes a copy of the object that it changes. */
const mostPaths = 1000

function checkPath(path: string): void {
  if (path.length > longestPath) throw refuse.invalid(`A path must not be longer than ${longestPath} characters`)
  const bare = path.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '')
  // The parser of @sanity/mutator overlooks what it can't read at the end of a path.
  if (bare === '' || (bare.match(/\[/g) ?? []).length !== (bare.match(/\]/g) ?? []).length)
    throw refuse.invalid(`The path ${JSON.stringify(path)} is malformed`)
  if (/(?:^|[.[\]'])(?:__proto__|hasOwnProperty)(?:$|[.[\]'])/.test(path))
    throw refuse.invalid(`The path ${JSON.stringify(path)} names what no attribute may be named`)
  // A range is spread out into the indices in it.
  const index = /[[:,]\s*-?(\d{6,})/.exec(bare)?.[1]
  if (index !== undefined) throw refuse.invalid(`The path ${JSON.stringify(path)} has an index beyond ${largestIndex}`)
}

function pathsOf(patch: Patch): string[] {
  const insert = patch.insert
  const place = insert === undefined ? [] : 'before' in insert ? [insert.before] : 'after' in insert ? [insert.after] : [insert.replace]
  return [
    ...[patch.set, patch.setIfMissing, patch.inc, patch.dec, patch.diffMatchPatch].flatMap((part) => Object.keys(part ?? {})),
    ...(patch.unset ?? []),
    ...place,
  ]
}

const unchangeable = ['_id', '_type', '_createdAt', '_rev', '_updatedAt'] as const

/** `document` after `patch`, by the rules of `@sanity/mutator`, which is what the Studio predicts the outcome with.
 *  @throws {Refusal} for a patch that can't be applied or whose outcome can't be kept */
export function patched(document: Document, patch: Patch): Document {
  if (patch.ifRevisionID !== undefined && patch.ifRevisionID !== document._rev)
    throw refuse.revision(document._id, document._rev, patch.ifRevisionID)
  const changed = pathsOf(patch)
  if (changed.length > mostPaths) throw refuse.invalid(`A patch must not have more than ${mostPaths} paths`, document._id)
  for (const path of changed) checkPath(path)
  const { ifRevisionID: _, ...rest } = patch
  let after: unknown
  try {
    after = new Mutation({ mutations: [{ patch: { ...rest, id: document._id } }] }).apply(document)
  } catch (cause) {
    throw refuse.invalid(cause instanceof Error ? cause.message : String(cause), document._id)
  }
  const result = after as Document
  for (const name of unchangeable.slice(0, 2)) {
    if (result[name] !== document[name]) throw refuse.invalid(`Cannot modify immutable attribute "${name}"`, document._id)
  }
  const flaw = flawOf(result)
  if (flaw !== null) throw refuse.invalid(flaw, document._id)
  return {
    ...result,
    _createdAt: typeof result._createdAt === 'string' ? result._createdAt : document._createdAt,
    _rev: document._rev,
    _updatedAt: document._updatedAt,
  }
}

/** `mutation` with a `_key` in each array element that came without, as `autoGenerateArrayKeys` asks. */
export function withGeneratedKeys(mutation: MutationInput): MutationInput {
  if ('create' in mutation) return { create: keyed(mutation.create) }
  if ('createIfNotExists' in mutation) return { createIfNotExists: keyed(mutation.createIfNotExists) }
  if ('createOrReplace' in mutation) return { createOrReplace: keyed(mutation.createOrReplace) }
  if ('delete' in mutation) return mutation
  const { set, setIfMissing, insert } = mutation.patch
  return {
    patch: {
      ...mutation.patch,
      ...(set ? { set: keyed(set) } : {}),
      ...(setIfMissing ? { setIfMissing: keyed(setIfMissing) } : {}),
      ...(insert ? { insert: { ...insert, items: withArrayKeys(insert.items) as unknown[] } } : {}),
    },
  }
}

function keyed(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withArrayKeys(inner)]))
}

/** A refusal as the endpoint's own error; anything else as it is. */
export function inShape(error: unknown, index: number, shape: typeof mutationError): unknown {
  if (!(error instanceof Refusal) || error instanceof LakeError) return error
  return shape(error.status, `The mutation(s) failed: ${error.message}`, [{ index, error: error.item }])
}
