import type { Pool } from 'pg'
import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { json, readJson } from '../wire.ts'
import { originPattern } from './origins.ts'
import { requireProject } from './projects.ts'
import type { AllowedOrigin } from './register.ts'
import { requireManager } from './rights.ts'

const bodyLimit = 16 * 1024

/** What is allowed, as the client's side writes it. With `*`, or `https://*`, anybody's page could act for whoever is signed in, so these go without
 *  credentials alone. */
export const originSchema = z
  .object({ origin: originPattern, allowCredentials: z.boolean().default(false) })
  .refine(({ origin, allowCredentials }) => !isAnybodys(origin) || !allowCredentials, {
    error: '"*" for the whole of a host is not allowed with credentials',
  })

function isAnybodys(origin: string): boolean {
  const host = origin.replace(/^[^*:]*:\/\//, '').replace(/:(?:\d+|\*)$/, '')
  return origin !== 'file:///*' && !/[a-z\d]/.test(host)
}

/** Allows an origin in `project`, or changes how it is allowed. */
export async function allowOrigin(
  pool: Pool,
  project: string,
  { origin, allowCredentials }: z.infer<typeof originSchema>,
): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into lake.origin (project, origin, allow_credentials) values ($1, $2, $3)
     on conflict (project, origin) do update set allow_credentials = excluded.allow_credentials returning id`,
    [project, origin, allowCredentials],
  )
  return Number(rows[0]?.id)
}

/** Allows an origin no longer. Returns whether it was. */
export async function forbidOrigin(pool: Pool, project: string, id: number): Promise<boolean> {
  const { rowCount } = await pool.query('delete from lake.origin where project = $1 and id = $2', [project, id])
  return rowCount === 1
}

const shown = ({ id, origin, allowCredentials, createdAt, project }: AllowedOrigin): object => ({
  id,
  projectId: project,
  origin,
  allowCredentials,
  createdAt,
})

/** `GET projects/<id>/cors`: the origins allowed beside the lake's own.
 *  @throws {LakeError} 403 for whoever may not manage the project */
export async function origins(call: Call): Promise<Response> {
  const { id } = await requireProject(call)
  requireManager(call)
  return json((await call.lake.register.read()).origins.filter((one) => one.project === id).map(shown))
}

/** `POST projects/<id>/cors` with `{"origin", "allowCredentials"}`: allows an origin.
 *  @throws {LakeError} 400 for what is no origin
 *  @see `@sanity/cli`, `cors add` */
export async function addOrigin(call: Call): Promise<Response> {
  const { id: project } = await requireProject(call)
  requireManager(call)
  const body = originSchema.safeParse(await readJson(call.request, bodyLimit))
  if (!body.success) throw httpError(400, z.prettifyError(body.error))
  const { pool, register } = call.lake
  const id = await allowOrigin(pool, project, body.data)
  const made = (await register.read()).origins.find((one) => one.id === id)
  if (!made) throw httpError(409, 'The origin was taken away while it was allowed')
  return json(shown(made), 201)
}

/** `DELETE projects/<id>/cors/<origin's id>`: allows it no longer.
 *  @throws {LakeError} 404 for one that is not there */
export async function removeOrigin(call: Call): Promise<Response> {
  const { id: project } = await requireProject(call)
  requireManager(call)
  const { pool, register } = call.lake
  const id = call.params['origin'] ?? ''
  if (!/^\d{1,15}$/.test(id) || !(await forbidOrigin(pool, project, Number(id))))
    throw httpError(404, `There is no origin ${JSON.stringify(id)} here`)
  await register.read()
  return json({ id: Number(id), deleted: true })
}
