import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { json, readJson } from '../wire.ts'
import { requireProject } from './projects.ts'
import type { KeptToken, Registered } from './register.ts'
import { requireManager } from './rights.ts'
import { describeRoles } from './roles.ts'
import { createToken, revokeToken } from './tokens.ts'

const bodyLimit = 16 * 1024

/** What a token is made of. */
export const tokenSchema = z.object({
  label: z.string().trim().min(1).max(100),
  roleName: z.string().min(1).max(48),
})

function shown({ id, label, role, createdAt, lastUsedAt }: Omit<KeptToken, 'hash' | 'project'>, registered: Registered): object {
  const roles = describeRoles([role], registered).map(({ name, title }) => ({ name, title }))
  return { id, label, projectUserId: id, roles, createdAt, lastUsedAt }
}

/** `GET projects/<id>/tokens`: the tokens of the project, without what opens anything.
 *  @throws {LakeError} 403 for whoever may not manage the project */
export async function tokens(call: Call): Promise<Response> {
  const { id } = await requireProject(call)
  requireManager(call)
  const registered = await call.lake.register.read()
  return json([...registered.tokens.values()].filter((one) => one.project === id).map((one) => shown(one, registered)))
}

/** `POST projects/<id>/tokens` with `{"label", "roleName"}`: a new token, whose `key` is told now and never again.
 *  @throws {LakeError} 400 for a role that there is not
 *  @see `@sanity/cli`, `tokens add` */
export async function addToken(call: Call): Promise<Response> {
  const { id: project } = await requireProject(call)
  requireManager(call)
  const body = tokenSchema.safeParse(await readJson(call.request, bodyLimit))
  if (!body.success) throw httpError(400, `The body must be {"label": "…", "roleName": "…"}: ${z.prettifyError(body.error)}`)
  const { label, roleName: role } = body.data
  const { pool, register } = call.lake
  const registered = await register.read()
  if (describeRoles([role], registered).length === 0) throw httpError(400, `There is no role ${JSON.stringify(role)} here`)
  const { id, key } = await createToken(pool, { project, label, role })
  await register.read()
  return json({ ...shown({ id, label, role, createdAt: new Date().toISOString(), lastUsedAt: null }, registered), key }, 201)
}

/** `DELETE projects/<id>/tokens/<token>`: takes a token back.
 *  @throws {LakeError} 404 for one that is not there */
export async function removeToken(call: Call): Promise<Response> {
  const { id: project } = await requireProject(call)
  requireManager(call)
  const { pool, register } = call.lake
  const id = call.params['token'] ?? ''
  if (id.includes('\0') || !(await revokeToken(pool, project, id))) throw httpError(404, `There is no token ${JSON.stringify(id)} here`)
  await register.read()
  return json({ deleted: true })
}
