import { LRUCache } from 'lru-cache'
import type { JSONWebKeySet } from 'jose'
import { z } from 'zod'
import { OutwardRefused } from '#lib/outward/outward-refused.ts'
import type { Outward } from './outward.ts'

const MINUTE_MS = 60_000
const KEPT_MS = { least: MINUTE_MS, usual: 10 * MINUTE_MS, most: 24 * 60 * MINUTE_MS }
const KEYS_MAX = 100

/** @see OpenID Connect Discovery 1.0, section 3 */
export const metadataSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  end_session_endpoint: z.url().optional(),
  claims_supported: z.array(z.string()).optional().catch(undefined),
})

/** The part of an issuer's discovery document that the site reads. */
export type IssuerMetadata = z.infer<typeof metadataSchema>

const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(KEYS_MAX) })

interface Kept {
  readonly value: unknown
}

const caches = new WeakMap<Outward, LRUCache<string, Kept>>()

/** The discovery document of `issuer`. That it names the issuer asked for is checked by whoever knows what to expect.
 *  @see OpenID Connect Discovery 1.0, section 4 */
export async function readMetadata(outward: Outward, issuer: string): Promise<IssuerMetadata> {
  return parse(metadataSchema, await readJson(outward, discoveryAddress(issuer)))
}

/** Where the discovery document of `issuer` is. */
export function discoveryAddress(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/** The public keys at `address`; kept as long as the answer says, within bounds. */
export async function readKeys(outward: Outward, address: string): Promise<JSONWebKeySet> {
  return parse(keysSchema, await readJson(outward, address))
}

/** The public keys at `address`, fetched again, unless that was done within the last minute: made-up key ids must not make the
 *  site ask at each attempt. */
export async function readKeysAgain(outward: Outward, address: string): Promise<JSONWebKeySet> {
  const cache = cacheOf(outward)
  const mark = `again ${address}`
  if (!cache.has(mark)) {
    cache.delete(address)
    cache.set(mark, { value: true }, { ttl: MINUTE_MS })
  }
  return readKeys(outward, address)
}

/** Whether `readJson` would answer for `address` without asking anybody. */
export function isKept(outward: Outward, address: string): boolean {
  return cacheOf(outward).has(address)
}

/** JSON from `address`, kept as long as the answer says, within bounds. */
export async function readJson(outward: Outward, address: string): Promise<unknown> {
  const cache = cacheOf(outward)
  const kept = cache.get(address)
  if (kept) return kept.value
  const answer = await outward(address, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new OutwardRefused('status', `${new URL(address).host} answered ${answer.status}.`)
  const value: unknown = await answer.json().catch((error: unknown) => {
    throw new OutwardRefused('type', 'The answer was not JSON.', error)
  })
  cache.set(address, { value }, { ttl: keptMs(answer.headers.get('cache-control')) })
  return value
}

function cacheOf(outward: Outward): LRUCache<string, Kept> {
  const cache = caches.get(outward) ?? new LRUCache<string, Kept>({ max: 200 })
  caches.set(outward, cache)
  return cache
}

function keptMs(cacheControl: string | null): number {
  const seconds = /max-age=(\d+)/.exec(cacheControl ?? '')?.[1]
  if (seconds === undefined) return KEPT_MS.usual
  return Math.min(Math.max(Number(seconds) * 1000, KEPT_MS.least), KEPT_MS.most)
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new OutwardRefused('document', 'The answer was not a document of the kind asked for.', parsed.error)
}
