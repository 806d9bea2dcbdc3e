import type { Call } from '../call.ts'
import type { Identity } from '../settings.ts'
import type { Registered } from './register.ts'
import { allRoles, describeRoles } from './roles.ts'

/** What the Studio asks to learn whom a comment may name and who may be given a task.
 *  @see sanity `packages/sanity/src/core/util/getSystemGroups$.ts` */
const GROUPS_QUERY = '*[_type == "system.group"]{members, grants}'

/** Those of the project whom the one who asks may know of: everybody with a role for those who have one, else themselves alone. */
export async function membersFor({ access, lake }: Call, asker: Identity): Promise<readonly Identity[]> {
  if (!access.readsDrafts || !lake.settings.members) return [asker]
  const others = await Promise.all(
    (await lake.settings.members()).map(async (one) => ({ ...one, id: await lake.authors.pseudonymOf(one.id) })),
  )
  return [asker, ...others.filter((one) => one.id !== asker.id)]
}

/** A member as `GET projects/<id>` shows them. */
export function describeMember(person: Identity, asker: Identity, registered: Registered): object {
  const roles = describeRoles(person.roles, registered)
  return {
    id: person.id,
    role: roles[0]?.name ?? '',
    roles: roles.map(({ name, title, description }) => ({ name, title, description })),
    isCurrentUser: person.id === asker.id,
    isRobot: person.isRobot ?? false,
  }
}

/** The answer to the Studio's question for groups, which are no documents here: one for each role that somebody has. Null for any other query,
 *  and for whoever may not know who the others are. */
export async function groupsAsked(call: Call, query: string): Promise<readonly object[] | null> {
  const { access, dataset, identity, lake } = call
  if (query.trim() !== GROUPS_QUERY || !identity || !access.readsDrafts) return null
  const members = await membersFor(call, identity)
  return allRoles(await lake.register.current()).flatMap(({ name, grants }) => {
    const holders = members.filter((one) => one.roles.includes(name)).map((one) => one.id)
    if (holders.length === 0) return []
    const here = grants.filter((grant) => !grant.datasets || !dataset || grant.datasets.includes(dataset.name))
    return [{ members: holders, grants: here.map(({ filter, permissions }) => ({ filter, permissions })) }]
  })
}
