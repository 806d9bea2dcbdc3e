import { httpError } from './errors.ts'
import { parseJson } from './json-text.ts'

/** A document as it travels. */
export interface Document {
  readonly _id: string
  readonly _type: string
  readonly _rev: string
  readonly _createdAt: string
  readonly _updatedAt: string
  readonly [attribute: string]: unknown
}

/** `value` as a JSON answer that no cache keeps.
 *  @throws {LakeError} 400 if it is longer than text can be */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return jsonText(stringify(value), status, headers)
}

/** `text`, which is JSON, as an answer that no cache keeps. */
export function jsonText(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache, no-store, must-revalidate',
      ...headers,
    },
  })
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    // Numbers are short until they are written.
    if (cause instanceof RangeError) throw httpError(400, 'The answer is too large: ask for less, in slices or in projections', { cause })
    throw cause
  }
}

/** The body of `request`, refused with 413 as soon as more than `limit` bytes have come.
 *  @throws {LakeError} 413, or 400 when the body is cut */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = (): Error => httpError(413, `The body is larger than the ${limit} bytes allowed here`)
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > limit) {
    await request.body?.cancel()
    throw tooLarge()
  }
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw httpError(400, 'The body ended before it was whole', { cause })
    })
    if (done) break
    size += value.byteLength
    if (size > limit) {
      await reader.cancel().catch(() => undefined)
      throw tooLarge()
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

/** The JSON of the body of `request`, of at most `limit` bytes.
 *  @throws {LakeError} 413, or 400 saying where it is not JSON */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const bytes = await readBytes(request, limit)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw httpError(400, 'The body is not UTF-8', { cause })
  }
  try {
    return parseJson(text)
  } catch (cause) {
    throw httpError(400, `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** Whether `value` is an object that is not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const flags: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false }

/** The boolean parameter `name` of `url`.
 *  @throws {LakeError} 400 when it is something else than true or false */
export function flag(url: URL, name: string, absent = false): boolean {
  const value = url.searchParams.get(name)
  if (value === null || value === '') return absent
  const known = Object.hasOwn(flags, value) ? flags[value] : undefined
  if (known === undefined) throw httpError(400, `Parameter "${name}" must be true or false, not ${JSON.stringify(value)}`)
  return known
}
