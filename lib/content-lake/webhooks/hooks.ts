import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requireProject } from '../people/projects.ts'
import { requireManager } from '../people/rights.ts'
import { isRecord, json, readJson } from '../wire.ts'
import { type Hook, hookOf, hookOnWire } from './hook.ts'
import * as store from './hook-store.ts'

const largestBody = 64 * 1024
const mostHooks = 100
const mostListed = 100

/** Who asks. @throws {LakeError} 401 or 403 unless they may manage the project, 404 for one that is not there */
async function prepare(call: Call): Promise<string> {
  await requireProject(call)
  return requireManager(call).id
}

/** @throws {LakeError} 404 if there is no such webhook */
async function required(call: Call): Promise<Hook> {
  const id = call.params['hook'] ?? ''
  const hook = id.includes('\0') ? null : await store.findHook(call.lake.pool, call.project, id)
  if (!hook) throw httpError(404, `There is no webhook ${JSON.stringify(id)} here`)
  return hook
}

/** `GET hooks/projects/<project>`: every webhook, the oldest first.
 *  @see https://www.sanity.io/docs/http-reference/webhooks */
export async function listHooks(call: Call): Promise<Response> {
  await prepare(call)
  return json((await store.listHooks(call.lake.pool, call.project)).map((hook) => hookOnWire(hook)))
}

/** `POST hooks/projects/<project>`: makes a webhook, which is told of what happens from now on. */
export async function createHook(call: Call): Promise<Response> {
  const person = await prepare(call)
  const input = hookOf(await readJson(call.request, largestBody))
  if (!call.lake.settings.sendOutward) throw httpError(400, 'This lake sends nothing outwards, so it can have no webhooks')
  if ((await store.listHooks(call.lake.pool, call.project)).length >= mostHooks)
    throw httpError(400, `There are ${mostHooks} webhooks already: delete one first`)
  return json(hookOnWire(await store.insertHook(call.lake.pool, call.project, input, person)), 201)
}

/** `GET hooks/projects/<project>/<hook>`: one webhook. */
export async function readHook(call: Call): Promise<Response> {
  await prepare(call)
  return json(hookOnWire(await required(call)))
}

/** `PATCH hooks/projects/<project>/<hook>`: changes what is given of a webhook, and leaves the rest. */
export async function updateHook(call: Call): Promise<Response> {
  await prepare(call)
  const { id, project: _, createdAt: __, createdBy: ___, since: ____, ...before } = await required(call)
  const given = await readJson(call.request, largestBody)
  if (!isRecord(given)) throw httpError(400, 'The body must be an object with what is to be changed')
  const hook = await store.updateHook(call.lake.pool, id, hookOf({ ...before, ...given }))
  if (!hook) throw httpError(404, `There is no webhook ${JSON.stringify(id)} here`)
  return json(hookOnWire(hook))
}

/** `DELETE hooks/projects/<project>/<hook>`: forgets a webhook, and what it was told. */
export async function deleteHook(call: Call): Promise<Response> {
  await prepare(call)
  const { id } = await required(call)
  await store.deleteHook(call.lake.pool, id)
  return json({ id, deleted: true })
}

/** `GET hooks/projects/<project>/<hook>/messages`: what a webhook was told last. */
export async function hookMessages(call: Call): Promise<Response> {
  await prepare(call)
  const { id } = await required(call)
  const messages = await store.listMessages(call.lake.pool, id, mostListed)
  return json(messages.map((message) => ({ ...message, projectId: call.project })))
}

/** `GET hooks/projects/<project>/<hook>/attempts`: how that went. */
export async function hookAttempts(call: Call): Promise<Response> {
  await prepare(call)
  const { id } = await required(call)
  const attempts = await store.listAttempts(call.lake.pool, id, mostListed)
  return json(attempts.map((attempt) => ({ ...attempt, projectId: call.project })))
}

/** `GET hooks/projects/<project>/attempts/<attempt>`: one time that a message was sent, with the beginning of the answer. */
export async function hookAttempt(call: Call): Promise<Response> {
  await prepare(call)
  const id = call.params['attempt'] ?? ''
  const attempt = id.includes('\0') ? null : await store.findAttempt(call.lake.pool, id)
  if (!attempt) throw httpError(404, `There is no attempt ${JSON.stringify(id)} here`)
  return json({ ...attempt, projectId: call.project })
}
