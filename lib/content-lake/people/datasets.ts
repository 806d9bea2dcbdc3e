import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { deleteDataset, insertDataset, updateDataset } from './dataset-rows.ts'
import { requireProject } from './projects.ts'
import type { Dataset } from './register.ts'
import { requireManager, requirePerson, requireWriter } from './rights.ts'
import { requireDatasetNamed } from '../query/query.ts'
import { json, readJson } from '../wire.ts'

const bodyLimit = 16 * 1024

/** @see `@sanity/client` `src/validators.ts`, `dataset` */
const datasetName = z
  .string()
  .regex(/^~?[a-z0-9][\w-]{0,63}$/, 'A dataset is named by up to 64 letters, digits, "_" and "-", the first one small')
const aclMode = z.enum(['public', 'private'])
const description = z.string().max(2_000).nullable()

/** What may be said of a dataset. `embeddings` is a search that this lake does not have; asking for none is no mistake. */
const createSchema = z.strictObject({
  aclMode: aclMode.default('public'),
  description: description.default(null),
  embeddings: z.looseObject({ enabled: z.literal(false) }).optional(),
})
const editSchema = z.strictObject({ aclMode: aclMode.optional(), description: description.optional() })

async function parsed<Shape extends z.ZodType>(call: Call, shape: Shape): Promise<z.infer<Shape>> {
  const isEmpty = call.request.body === null || call.request.headers.get('content-length') === '0'
  const body = shape.safeParse(isEmpty ? {} : await readJson(call.request, bodyLimit))
  if (!body.success)
    throw httpError(400, `The body must be {"aclMode": "public" | "private", "description": "…"}: ${z.prettifyError(body.error)}`)
  return body.data
}

/** @throws {LakeError} 401 or 403 for whoever may not manage datasets, 404 for a project that is not there */
async function requireManagerHere(call: Call): Promise<string> {
  await requireProject(call)
  return requireManager(call).id
}

function described(dataset: Dataset): object {
  const { name, aclMode: mode, description: text, createdAt, createdBy, addonFor, profile } = dataset
  return {
    name,
    aclMode: mode,
    ...(text !== null && { description: text }),
    createdAt,
    createdByUserId: createdBy,
    addonFor,
    datasetProfile: profile,
    features: [],
    tags: [],
  }
}

/** `GET projects/<id>/datasets` and `GET datasets`: those with content; with `datasetProfile` and `addonFor`, those that belong to another, such as the comments.
 *  @see sanity `packages/sanity/src/core/studio/addonDataset/AddonDatasetProvider.tsx` */
export async function datasets(call: Call): Promise<Response> {
  requirePerson(call.identity)
  const project = await requireProject(call)
  const addonFor = call.url.searchParams.get('addonFor')
  const profile = call.url.searchParams.get('datasetProfile') ?? (addonFor === null ? 'content' : null)
  const { datasets: all } = await call.lake.register.current()
  const wanted = [...all.values()].filter(
    (one) =>
      one.project === project.id && (profile === null || one.profile === profile) && (addonFor === null || one.addonFor === addonFor),
  )
  return json(wanted.map(described))
}

/** `PUT datasets/<name>`: a new dataset, empty.
 *  @throws {LakeError} 400 for a wrong name or body, 409 if there is one of this name
 *  @see `@sanity/client` `src/datasets/DatasetsClient.ts` */
export async function createDataset(call: Call): Promise<Response> {
  const createdBy = await requireManagerHere(call)
  const name = datasetName.safeParse(call.params['dataset'])
  if (!name.success) throw httpError(400, z.prettifyError(name.error))
  const body = await parsed(call, createSchema)
  const made = { project: call.project, name: name.data, aclMode: body.aclMode, description: body.description, createdBy }
  if (!(await insertDataset(call.lake, { ...made, addonFor: null, profile: 'content' })))
    throw httpError(409, `There is a dataset ${JSON.stringify(name.data)} already`)
  return json({ datasetName: made.name, aclMode: made.aclMode, description: made.description })
}

/** `PATCH datasets/<name>`: who may read it without a role, and what is said of it. */
export async function editDataset(call: Call): Promise<Response> {
  await requireManagerHere(call)
  const dataset = requireDatasetNamed(call)
  const body = await parsed(call, editSchema)
  const next = {
    aclMode: body.aclMode ?? dataset.aclMode,
    description: body.description === undefined ? dataset.description : body.description,
  }
  await updateDataset(call.lake, dataset.key, next)
  return json({ datasetName: dataset.name, ...next })
}

/** `DELETE datasets/<name>`: the dataset with all that is in it, its history and its add-ons too.
 *  @throws {LakeError} 403 for the lake's own, which its host rests on */
export async function removeDataset(call: Call): Promise<Response> {
  await requireManagerHere(call)
  const dataset = requireDatasetNamed(call)
  const { settings, register } = call.lake
  if (dataset.project === settings.projectId && dataset.name === settings.dataset)
    throw httpError(403, `The dataset ${JSON.stringify(dataset.name)} is the lake's own and can't be deleted`)
  const { datasets: all } = await register.read()
  const addons = [...all.values()].filter((one) => one.project === dataset.project && one.addonFor === dataset.name)
  for (const one of [...addons, dataset]) await deleteDataset(call.lake, one.key)
  return json({ deleted: true })
}

/** `POST comments/<name>/setup`: the dataset in which the Studio keeps comments and tasks about the documents of another, made if it is not there.
 *  @see sanity `packages/sanity/src/core/studio/addonDataset/AddonDatasetProvider.tsx` */
export async function setUpComments(call: Call): Promise<Response> {
  const { id } = requireWriter(call)
  const { project, name } = requireDatasetNamed(call)
  const theirs = async (): Promise<Dataset | undefined> =>
    [...(await call.lake.register.read()).datasets.values()].find(
      (one) => one.project === project && one.addonFor === name && one.profile === 'comments',
    )
  const datasetName = `${name}-comments`
  const addon = {
    project,
    name: datasetName,
    aclMode: 'private',
    description: null,
    createdBy: id,
    addonFor: name,
    profile: 'comments',
  } as const
  // Two tabs may ask at once: then the other has made it.
  if (!(await theirs())) await insertDataset(call.lake, addon)
  const found = await theirs()
  if (!found) throw httpError(409, `A dataset ${JSON.stringify(datasetName)} is there already, and is not for comments`)
  return json({ datasetName: found.name })
}
