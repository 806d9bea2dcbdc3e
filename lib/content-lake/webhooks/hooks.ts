import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requireRole } from '../people/rights.ts'
import { isRecord, json, readJson } from '../wire.ts'
import { type Hook, hookOf, hookOnWire } from './hook.ts'
import * as store from './hook-store.ts'

const largestBody = 64 * 1024
const mostHooks = 100
const mostListed = 100

/** @throws {LakeError} 401 or 403 unless an administrator asks, 404 for another project */
function prepare(call: Call): string {
  const { id } = requireRole(call.identity, ['administrator'])
  const { projectId } = call.lake.settings
  const { project = projectId } = call.params
  if (project !== projectId) throw httpError(404, `There is no project ${JSON.stringify(project)} here`)
  return id
}

/** @throws {LakeError} 404 if there is no such webhook */
async function required(call: Call): Promise<Hook> {
  const id = call.params['hook'] ?? ''
  const hook = id.includes('\0') ? null : await store.findHook(call.lake.pool, id)
  if (!hook) throw httpError(404, `There is no webhook ${JSON.stringify(id)} here`)
  return hook
}

const shown = (call: Call, hook: Hook): object => hookOnWire(hook, call.lake.settings.projectId)

/** `GET hooks/projects/<project>`: every webhook, the oldest first.
 *  @see https://www.sanity.io/docs/http-reference/webhooks */
export async function listHooks(call: Call): Promise<Response> {
  prepare(call)
  return json((await store.listHooks(call.lake.pool)).map((hook) => shown(call, hook)))
}

/** `POST hooks/projects/<project>`: makes a webhook, which is told of what happens from now on. */
export async function createHook(call: Call): Promise<Response> {
  const person = prepare(call)
  const input = hookOf(await readJson(call.request, largestBody))
  if (!call.lake.settings.sendOutward) throw httpError(400, 'This lake sends nothing outwards, so it can have no webhooks')
  if ((await store.listHooks(call.lake.pool)).length >= mostHooks)
    throw httpError(400, `There are ${mostHooks} webhooks already: delete one first`)
  return json(shown(call, await store.insertHook(call.lake.pool, input, person)), 201)
}

/** `GET hooks/projects/<project>/<hook>`: one webhook. */
export async function readHook(call: Call): Promise<Response> {
  prepare(call)
  return json(shown(call, await required(call)))
}

/** `PATCH hooks/projects/<project>/<hook>`: changes what is given of a webhook, and leaves the rest. */
export async function updateHook(call: Call): Promise<Response> {
  prepare(call)
  const { id, createdAt: _, createdBy: __, since: ___, ...before } = await required(call)
  const given = await readJson(call.request, largestBody)
  if (!isRecord(given)) throw httpError(400, 'The body must be an object with what is to be changed')
  const hook = await store.updateHook(call.lake.pool, id, hookOf({ ...before, ...given }))
  if (!hook) throw httpError(404, `There is no webhook ${JSON.stringify(id)} here`)
  return json(shown(call, hook))
}

/** `DELETE hooks/projects/<project>/<hook>`: forgets a webhook, and what it was told. */
export async function deleteHook(call: Call): Promise<Response> {
  prepare(call)
  const { id } = await required(call)
  await store.deleteHook(call.lake.pool, id)
  return json({ id, deleted: true })
}

/** `GET hooks/projects/<project>/<hook>/messages`: what a webhook was told last. */
export async function hookMessages(call: Call): Promise<Response> {
  prepare(call)
  const { id } = await required(call)
  const messages = await store.listMessages(call.lake.pool, id, mostListed)
  return json(messages.map((message) => ({ ...message, projectId: call.lake.settings.projectId })))
}

/** `GET hooks/projects/<project>/<hook>/attempts`: how that went. */
export async function hookAttempts(call: Call): Promise<Response> {
  prepare(call)
  const { id } = await required(call)
  const attempts = await store.listAttempts(call.lake.pool, id, mostListed)
  return json(attempts.map((attempt) => ({ ...attempt, projectId: call.lake.settings.projectId })))
}

/** `GET hooks/projects/<project>/attempts/<attempt>`: one time that a message was sent, with the beginning of the answer. */
export async function hookAttempt(call: Call): Promise<Response> {
  prepare(call)
  const id = call.params['attempt'] ?? ''
  const attempt = id.includes('\0') ? null : await store.findAttempt(call.lake.pool, id)
  if (!attempt) throw httpError(404, `There is no attempt ${JSON.stringify(id)} here`)
  return json({ ...attempt, projectId: call.lake.settings.projectId })
}
