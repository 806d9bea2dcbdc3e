import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { maySeeDrafts, requirePerson } from './rights.ts'
import { describeRoles } from './roles.ts'
import type { Identity } from '../settings.ts'
import { json } from '../wire.ts'

const mostIds = 400
/** How long the Studio may take an answer of `auth/id` for true. The session's real end is the host's affair, and is checked at each request. */
const identityLifetime = 24 * 60 * 60

/** `GET users/me`: who asks, with their roles.
 *  @throws {LakeError} 401 for a stranger, which the Studio takes for "signed out"
 *  @see sanity `packages/sanity/src/core/store/authStore/createAuthStore.ts`, `getCurrentUser` */
export async function currentUser({ identity }: Call): Promise<Response> {
  const person = requirePerson(identity)
  const roles = describeRoles(person.roles)
  return json({
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    profileImage: person.imageUrl ?? null,
    role: roles[0]?.name ?? '',
    roles: roles.map(({ name, title, description }) => ({ name, title, description })),
    provider: 'chancery',
  })
}

/** What others may know of `person`: neither their address nor their roles. */
function publicProfile(person: Identity, asker: Identity, projectId: string): object {
  return { id: person.id, projectId, displayName: person.name, imageUrl: person.imageUrl ?? null, isCurrentUser: person.id === asker.id }
}

/** `GET users/<id>` and `GET users/<id>,<id>…`: names and pictures for avatars and history. One unknown id is 404; among several it is left out.
 *  @throws {LakeError} 401 for a stranger, 403 for a reader without a role: who edits is nobody else's business */
export async function usersById({ identity, params, lake }: Call): Promise<Response> {
  const asker = requirePerson(identity)
  const ids = [...new Set((params.ids ?? '').split(','))].filter((id) => id !== '')
  if (ids.length === 0 || ids.length > mostIds) throw httpError(400, `Ask for 1 to ${mostIds} users at once`)
  if (!maySeeDrafts(asker) && ids.some((id) => id !== asker.id)) throw httpError(403, 'Only those with a role may see who the others are')
  const known = new Map(
    [...lake.settings.tokens.values(), ...(await lake.settings.people(ids)), asker].map((person) => [person.id, person]),
  )
  const found = ids.flatMap((id) => known.get(id) ?? []).map((person) => publicProfile(person, asker, lake.settings.projectId))
  if (params.ids?.includes(',')) return json(found)
  if (found.length === 0) throw httpError(404, `There is no user ${ids.join()}`)
  return json(found[0])
}

/** `GET auth/id`: the id behind a cookie or token, and how long to believe it (seconds since 1970).
 *  @throws {LakeError} 401 for a stranger */
export async function authenticatedId({ identity }: Call): Promise<Response> {
  return json({ id: requirePerson(identity).id, expiry: Math.floor(Date.now() / 1000) + identityLifetime })
}

/** `GET auth/providers`: none, because people sign in on the site, before the Studio opens. */
export async function authProviders(): Promise<Response> {
  return json({ providers: [], thirdPartyLogin: false })
}

/** `POST auth/logout`: ends the session that the request carries, if the host lets the lake do that. */
export async function logout({ request, lake }: Call): Promise<Response> {
  await lake.settings.endSession?.(request)
  return json({ ok: true })
}
