import { and, eq, inArray, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requirePerson } from './rights.ts'
import { keyValues } from '../schema.ts'
import { json, readJson } from '../wire.ts'

const mostKeys = 100
const mostKeysOfOne = 1_000
const bodyLimit = 256 * 1024

const keyName = z.string().regex(/^[\w.:@ -]{1,200}$/, 'A key has 1 to 200 letters, digits or any of _ . : @ -')
const pairs = z
  .array(z.strictObject({ key: keyName, value: z.json() }))
  .min(1)
  .max(mostKeys)

/** Whether an attribute in `value` has a name under which nothing can be kept: copies of the value would lose it. */
function hasForbiddenKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key === '__proto__' || hasForbiddenKey(inner))
}

/** The pairs of `keys` that `userId` has kept, in the order asked; null where nothing is kept. */
async function read({ lake }: Call, userId: string, keys: readonly string[]): Promise<{ key: string; value: unknown }[]> {
  const rows = await drizzle(lake.pool)
    .select()
    .from(keyValues)
    .where(and(eq(keyValues.userId, userId), inArray(keyValues.key, [...keys])))
  const kept = new Map(rows.map((row) => [row.key, row.value]))
  return keys.map((key) => ({ key, value: kept.get(key) ?? null }))
}

/** `GET users/me/keyvalue/<key>,<key>…`: how this person likes their Studio. An array, in the order asked.
 *  @throws {LakeError} 401 for a stranger, 400 for a wrong key
 *  @see sanity `packages/sanity/src/core/store/key-value/storage/serverStorage.ts` */
export async function readKeyValues(call: Call): Promise<Response> {
  const person = requirePerson(call.identity)
  const keys = z
    .array(keyName)
    .min(1)
    .max(mostKeys)
    .safeParse([...new Set((call.params.keys ?? '').split(','))])
  if (!keys.success) throw httpError(400, z.prettifyError(keys.error))
  return json(await read(call, person.id, keys.data))
}

/** `PUT users/me/keyvalue`: keeps each pair of the body, and answers with them. A null removes its key.
 *  @throws {LakeError} 401 for a stranger, 400 for a body that is no list of pairs, 413 for too much */
export async function writeKeyValues(call: Call): Promise<Response> {
  const person = requirePerson(call.identity)
  const raw = await readJson(call.request, bodyLimit)
  if (hasForbiddenKey(raw)) throw httpError(400, 'No attribute of a value may be named "__proto__"')
  const body = pairs.safeParse(raw)
  if (!body.success) throw httpError(400, z.prettifyError(body.error))
  const latest = new Map(body.data.map((pair) => [pair.key, pair.value]))
  const removed = [...latest].filter(([, value]) => value === null).map(([key]) => key)
  const rows = [...latest].filter(([, value]) => value !== null).map(([key, value]) => ({ userId: person.id, key, value }))
  await drizzle(call.lake.pool).transaction(async (transaction) => {
    if (removed.length > 0) await transaction.delete(keyValues).where(and(eq(keyValues.userId, person.id), inArray(keyValues.key, removed)))
    if (rows.length === 0) return
    await transaction
      .insert(keyValues)
      .values(rows)
      .onConflictDoUpdate({ target: [keyValues.userId, keyValues.key], set: { value: sql`excluded.value` } })
    const held = await transaction.$count(keyValues, eq(keyValues.userId, person.id))
    if (held > mostKeysOfOne) throw httpError(413, `One person may keep ${mostKeysOfOne} keys`)
  })
  return json([...latest].map(([key, value]) => ({ key, value })))
}
