import type { Call } from '../call.ts'
import { requireDataset } from '../query/query.ts'
import { json } from '../wire.ts'
import type { Grant } from './grant.ts'
import { requireProject } from './projects.ts'
import { requirePerson } from './rights.ts'
import { allRoles, describeRoles } from './roles.ts'

const shown = ({ filter, permissions }: Grant): object => ({ filter, permissions })

/** `GET projects/<id>/datasets/<ds>/acl`: what the one who asks is granted, as GROQ filters. The Studio shows what is forbidden by them; the lake
 *  itself asks the same grants, in `access.ts`. */
export async function accessList(call: Call): Promise<Response> {
  requirePerson(call.identity)
  requireDataset(call)
  return json(call.access.grants.map(shown))
}

/** `GET projects/<id>/grants`: the grants of the asker's roles by the kind of thing they are about. Members are not invited here, nor Studios deployed:
 *  that belongs to the host, so neither is granted. */
export async function projectGrants(call: Call): Promise<Response> {
  await requireProject(call)
  const person = requirePerson(call.identity)
  const filters = describeRoles(person.roles, await call.lake.register.current()).flatMap((role) =>
    role.grants.map((grant) => ({
      id: `${role.name}-${grant.permissions.join('-')}`,
      name: role.name,
      title: role.title,
      description: role.description,
      isCustom: role.isCustom,
      config: { filter: grant.filter },
      grants: grant.permissions.map((name) => ({ name, params: grant.datasets ? { datasets: grant.datasets } : {} })),
    })),
  )
  return json({ 'sanity.document.filter': filters })
}

/** `GET projects/<id>/roles`: every role there is, with what it grants. */
export async function roles(call: Call): Promise<Response> {
  await requireProject(call)
  return json(
    allRoles(await call.lake.register.current()).map(({ name, title, description, isCustom, grants }) => ({
      name,
      title,
      description,
      isCustom,
      appliesToUsers: name !== 'deploy-studio',
      appliesToRobots: true,
      grants: { 'sanity.document.filter': grants.map(shown) },
    })),
  )
}
