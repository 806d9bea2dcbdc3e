import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requirePerson, requireRole } from './rights.ts'
import { describeRoles, grantsOf, ROLES } from './roles.ts'
import type { Identity } from '../settings.ts'
import { flag, json } from '../wire.ts'

/** What this lake can do, in the words by which the Studio asks: without `contentReleases` the Releases tool stays blank.
 *  @see sanity `packages/sanity/src/core/hooks/useFeatureEnabled.ts` */
const features: readonly string[] = ['contentReleases']

/** More than any project here will have: the lake itself sets no limit, and the Studio wants a number. */
const releaseLimit = 10_000

function requireProject({ identity, params, lake }: Call): Identity {
  const person = requirePerson(identity)
  if (params.project !== lake.settings.projectId) throw httpError(404, `There is no project ${JSON.stringify(params.project)} here`)
  return person
}

function requireDataset({ params, lake }: Call): void {
  if (params.dataset !== lake.settings.dataset) throw httpError(404, `There is no dataset ${JSON.stringify(params.dataset)} here`)
}

/** When the first transaction of the dataset was committed; the beginning of time if nothing ever was. */
async function createdAt({ lake }: Call): Promise<string> {
  const { rows } = await lake.pool.query<{ timestamp: Date }>(
    'select timestamp from lake.transaction where dataset = $1 order by sequence limit 1',
    [lake.settings.dataset],
  )
  return (rows[0]?.timestamp ?? new Date(0)).toISOString()
}

function member(person: Identity): object {
  const roles = describeRoles(person.roles)
  return {
    id: person.id,
    role: roles[0]?.name ?? '',
    roles: roles.map(({ name, title, description }) => ({ name, title, description })),
    isCurrentUser: true,
    isRobot: false,
  }
}

async function describeProject(call: Call, person: Identity): Promise<object> {
  const { settings } = call.lake
  return {
    id: settings.projectId,
    displayName: settings.projectId,
    metadata: {},
    // The host knows its people one by one and lists them to nobody, so of the members the lake knows the one who asks.
    ...(flag(call.url, 'includeMembers', true) && { members: [member(person)] }),
    ...(flag(call.url, 'includeFeatures', true) && { features }),
    ...(flag(call.url, 'includeOrganization') && { organization: null }),
    studioHost: null,
    organizationId: null,
    activityFeedEnabled: false,
    isBlocked: false,
    isDisabled: false,
    isDisabledByUser: false,
    createdAt: await createdAt(call),
  }
}

/** `GET projects`: the one project there is.
 *  @throws {LakeError} 401 for a stranger */
export async function projects(call: Call): Promise<Response> {
  return json([await describeProject(call, requirePerson(call.identity))])
}

/** `GET projects/<id>`, with `includeMembers`, `includeFeatures` and `includeOrganization`.
 *  @throws {LakeError} 401 for a stranger, 404 for another project
 *  @see sanity `packages/sanity/src/core/store/project/types.ts`, `ProjectData` */
export async function project(call: Call): Promise<Response> {
  return json(await describeProject(call, requireProject(call)))
}

/** `GET projects/<id>/datasets` and `GET datasets`. Asked for the add-on dataset of the comments (`datasetProfile`), there is none: the feature is off.
 *  @see sanity `packages/sanity/src/core/studio/addonDataset/AddonDatasetProvider.tsx` */
export async function datasets(call: Call): Promise<Response> {
  if (call.params.project !== undefined) requireProject(call)
  requirePerson(call.identity)
  if (call.url.searchParams.has('datasetProfile') || call.url.searchParams.has('addonFor')) return json([])
  const { dataset } = call.lake.settings
  return json([
    {
      name: dataset,
      aclMode: 'public',
      createdAt: await createdAt(call),
      addonFor: null,
      datasetProfile: 'content',
      features: [],
      tags: [],
    },
  ])
}

/** `GET projects/<id>/datasets/<ds>/acl`: what the roles of the one who asks grant, as GROQ filters. The Studio shows what is forbidden
 *  by them; the lake itself asks `rights.ts`. */
export async function accessList(call: Call): Promise<Response> {
  const person = requireProject(call)
  requireDataset(call)
  return json(grantsOf(person.roles))
}

/** `GET projects/<id>/grants`: the same grants by the kind of thing they are about. Members are not invited here, nor Studios deployed:
 *  that belongs to the host, so neither is granted. */
export async function projectGrants(call: Call): Promise<Response> {
  const person = requireProject(call)
  const filters = describeRoles(person.roles).flatMap((role) =>
    role.grants.map((grant) => ({
      id: `${role.name}-${grant.permissions.join('-')}`,
      name: role.name,
      title: role.title,
      description: role.description,
      isCustom: false,
      config: { filter: grant.filter },
      grants: grant.permissions.map((name) => ({ name, params: {} })),
    })),
  )
  return json({ 'sanity.document.filter': filters })
}

/** `GET projects/<id>/roles`: every role there is. */
export async function roles(call: Call): Promise<Response> {
  requireProject(call)
  return json(
    ROLES.map(({ name, title, description }) => ({
      name,
      title,
      description,
      isCustom: false,
      appliesToUsers: true,
      appliesToRobots: true,
    })),
  )
}

/** `GET projects/<id>/datasets/<ds>/settings/indexing`: 0 means that attributes of any depth are searched. */
export async function indexing(call: Call): Promise<Response> {
  requireProject(call)
  requireDataset(call)
  return json({ partialIndexSettings: { maxFieldDepth: 0 } })
}

/** `GET projects/<id>/user-applications`: none, because the Studio is part of the site and not deployed elsewhere. */
export async function userApplications(call: Call): Promise<Response> {
  requireProject(call)
  return json([])
}

/** `GET projects/<id>/new-content-release-allowed`: how many releases are active, and that there is room for more.
 *  @see sanity `packages/sanity/src/core/releases/contexts/upsell/fetchReleaseLimits.ts` */
export async function releaseLimits(call: Call): Promise<Response> {
  requireProject(call)
  requireRole(call.identity, ['administrator', 'editor', 'contributor', 'viewer'])
  const { rows } = await call.lake.pool.query<{ active: number }>(
    `select count(*)::int as active from lake.document
     where dataset = $1 and type = 'system.release' and coalesce(content->>'state', 'active') in ('active', 'scheduled', 'scheduling', 'publishing')`,
    [call.lake.settings.dataset],
  )
  const active = rows[0]?.active ?? 0
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
