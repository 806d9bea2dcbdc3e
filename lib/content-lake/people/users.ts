import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { isPseudonym } from './authors.ts'
import { HOUSEKEEPERS } from './housekeepers.ts'
import { requirePerson } from './rights.ts'
import { describeRoles } from './roles.ts'
import type { Identity } from '../settings.ts'
import { json } from '../wire.ts'

const mostIds = 400
/** How long the Studio may take an answer of `auth/id` for true. The session's real end is the host's affair, and is checked at each request. */
const identityLifetime = 24 * 60 * 60

/** `GET users/me`: who asks, with their roles.
 *  @throws {LakeError} 401 for a stranger, which the Studio takes for "signed out"
 *  @see sanity `packages/sanity/src/core/store/authStore/createAuthStore.ts`, `getCurrentUser` */
export async function currentUser({ identity, lake }: Call): Promise<Response> {
  const person = requirePerson(identity)
  const roles = describeRoles(person.roles, await lake.register.current())
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

/** Whoever wrote under a pseudonym that stands for nobody any more. */
const forgotten = { name: 'Forgotten person', roles: [] }

/** Those of `ids` whom the lake knows, or knew. */
async function known({ lake }: Call, ids: readonly string[]): Promise<ReadonlyMap<string, Identity>> {
  const { tokens } = await lake.register.current()
  const robots = [
    ...HOUSEKEEPERS,
    ...lake.settings.tokens.values(),
    ...[...tokens.values()].map(({ id, label }) => ({ id, name: label, roles: [] })),
  ]
  const persons = await lake.authors.personsBehind(ids)
  const byPerson = new Map((await lake.settings.people([...persons.values()])).map((one) => [one.id, one]))
  const found = ids.flatMap((id): Identity[] => {
    const person = byPerson.get(persons.get(id) ?? '')
    if (person) return [{ ...person, id }]
    return isPseudonym(id) ? [{ ...forgotten, id }] : []
  })
  return new Map([...robots, ...found].map((one) => [one.id, one]))
}

/** `GET users/<id>` and `GET users/<id>,<id>…`: names and pictures for avatars and history. One unknown id is 404; among several it is left out.
 *  @throws {LakeError} 401 for a stranger, 403 for a reader without a role: who edits is nobody else's business */
export async function usersById(call: Call): Promise<Response> {
  const { access, params, project } = call
  const asker = requirePerson(call.identity)
  const ids = [...new Set((params.ids ?? '').split(','))].filter((id) => id !== '')
  if (ids.length === 0 || ids.length > mostIds) throw httpError(400, `Ask for 1 to ${mostIds} users at once`)
  if (!access.readsDrafts && ids.some((id) => id !== asker.id)) throw httpError(403, 'Only those with a role may see who the others are')
  const people = new Map([...(await known(call, ids)), [asker.id, asker]])
  const found = ids.flatMap((id) => people.get(id) ?? []).map((person) => publicProfile(person, asker, project))
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
