import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { describeMember, membersFor } from './members.ts'
import type { Project } from './register.ts'
import { requireInsider, requireManager, requirePerson } from './rights.ts'
import { requireDataset } from '../query/query.ts'
import { flag, json, readJson } from '../wire.ts'

/** What this lake can do, in the words by which the Studio asks: without `contentReleases` the Releases tool stays blank, and
 *  comments, tasks and scheduled drafts want theirs; without `privateDataset` Sanity's command line makes every dataset open to all.
 *  @see sanity `packages/sanity/src/core/hooks/useFeatureEnabled.ts` */
const features: readonly string[] = ['privateDataset', 'contentReleases', 'studioComments', 'sanityTasks', 'singleDocRelease']

/** More than any project here will have: the lake itself sets no limit, and the Studio wants a number. */
const releaseLimit = 10_000

const bodyLimit = 16 * 1024

/** The project that the path or the header names, for someone who is signed in.
 *  @throws {LakeError} 401 for a stranger, 404 for a project that is not there */
export async function requireProject({ identity, project, lake }: Call): Promise<Project> {
  requirePerson(identity)
  const found = (await lake.register.current()).projects.get(project) ?? (await lake.register.read()).projects.get(project)
  if (!found) throw httpError(404, `There is no project ${JSON.stringify(project)} here`)
  return found
}

async function describe(call: Call, { id, displayName, createdAt }: Project): Promise<object> {
  const asker = requirePerson(call.identity)
  const registered = await call.lake.register.current()
  const members = flag(call.url, 'includeMembers', true) ? await membersFor(call, asker) : null
  return {
    id,
    displayName,
    metadata: {},
    ...(members && { members: members.map((one) => describeMember(one, asker, registered)) }),
    ...(flag(call.url, 'includeFeatures', true) && { features }),
    ...(flag(call.url, 'includeOrganization') && { organization: null }),
    studioHost: null,
    organizationId: null,
    activityFeedEnabled: false,
    isBlocked: false,
    isDisabled: false,
    isDisabledByUser: false,
    createdAt,
  }
}

/** `GET projects`: every project there is.
 *  @throws {LakeError} 401 for a stranger */
export async function projects(call: Call): Promise<Response> {
  requirePerson(call.identity)
  const registered = await call.lake.register.current()
  return json(await Promise.all([...registered.projects.values()].map((one) => describe(call, one))))
}

/** `GET projects/<id>`, with `includeMembers`, `includeFeatures` and `includeOrganization`.
 *  @throws {LakeError} 401 for a stranger, 404 for a project that is not there
 *  @see sanity `packages/sanity/src/core/store/project/types.ts`, `ProjectData` */
export async function project(call: Call): Promise<Response> {
  return json(await describe(call, await requireProject(call)))
}

const newProject = z.object({
  displayName: z.string().trim().min(1).max(80),
  /** The id; the lake makes one where there is none. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'The id of a project is up to 48 small letters, digits and "-"')
    .optional(),
})

/** `POST projects`: a new project, without datasets.
 *  @throws {LakeError} 400 for a wrong body, 403 for whoever is no administrator, 409 if there is one of this id */
export async function createProject(call: Call): Promise<Response> {
  requireManager(call)
  const body = newProject.safeParse(await readJson(call.request, bodyLimit))
  if (!body.success) throw httpError(400, `The body must be {"displayName": "…"}: ${z.prettifyError(body.error)}`)
  const { displayName, id = randomBytes(4).toString('hex') } = body.data
  const { pool, register } = call.lake
  if ((await register.read()).projects.has(id)) throw httpError(409, `There is a project ${JSON.stringify(id)} already`)
  await pool.query('insert into lake.project (id, display_name) values ($1, $2) on conflict do nothing', [id, displayName])
  const registered = await register.read()
  const made = registered.projects.get(id)
  if (!made) throw httpError(409, `The project ${JSON.stringify(id)} was deleted while it was made`)
  return json(await describe(call, made))
}

/** `DELETE projects/<id>`: a project whose datasets are deleted already, with its tokens and origins.
 *  @throws {LakeError} 403 for the lake's own, 409 while it has datasets */
export async function removeProject(call: Call): Promise<Response> {
  requireManager(call)
  const { id } = await requireProject(call)
  const { pool, register, settings } = call.lake
  if (id === settings.projectId) throw httpError(403, `The project ${JSON.stringify(id)} is the lake's own and can't be deleted`)
  const { rowCount } = await pool.query(
    `with gone as (delete from lake.project where id = $1 and not exists (select 1 from lake.dataset where project = $1) returning id),
       tokens as (delete from lake.token where project in (select id from gone)),
       origins as (delete from lake.origin where project in (select id from gone))
     select id from gone`,
    [id],
  )
  await register.read()
  if (rowCount === 0) throw httpError(409, `Delete the datasets of the project ${JSON.stringify(id)} first`)
  return json({ deleted: true })
}

/** `GET projects/<id>/datasets/<ds>/settings/indexing`: 0 means that attributes of any depth are searched. */
export async function indexing(call: Call): Promise<Response> {
  requirePerson(call.identity)
  requireDataset(call)
  return json({ partialIndexSettings: { maxFieldDepth: 0 } })
}

/** `GET projects/<id>/user-applications`: none, because the Studio is part of the site and not deployed elsewhere. */
export async function userApplications(call: Call): Promise<Response> {
  await requireProject(call)
  return json([])
}

/** `GET projects/<id>/new-content-release-allowed`: how many releases are active, and that there is room for more.
 *  @see sanity `packages/sanity/src/core/releases/contexts/upsell/fetchReleaseLimits.ts` */
export async function releaseLimits(call: Call): Promise<Response> {
  await requireProject(call)
  requireInsider(call)
  const { rows } = await call.lake.pool.query<{ active: number }>(
    `select count(*)::int as active from lake.document
     where dataset in (select key from lake.dataset where project = $1) and type = 'system.release' and coalesce(content->>'state', 'active') in ('active', 'scheduled', 'scheduling', 'publishing')`,
    [call.project],
  )
  // How many there are is told to those alone who may read them all.
  const active = call.access.reading === 'everything' ? (rows[0]?.active ?? 0) : 0
  return json({
    data: {
      datasetReleaseLimit: releaseLimit,
      orgActiveReleaseLimit: null,
      orgActiveReleaseCount: active,
      orgMeteredActiveReleaseCount: active,
    },
  })
}

/** `GET features`: the names of what this lake can do. */
export async function featureNames(call: Call): Promise<Response> {
  requirePerson(call.identity)
  return json(features)
}
