import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Route } from '#lib/content-lake/call.ts'
import { ROUTES } from '#lib/content-lake/routes.ts'
import { ORIGIN, type PersonName, startLake, type TestLake } from '#tests/support/lake.ts'
import { oddBodies, oddJson, oddText } from './odd-input.ts'

const LAKE = fileURLToPath(new URL('../../lib/content-lake/', import.meta.url))

/** Every parameter that the lake's code asks an address for: a new one is fuzzed without anybody thinking of it. */
const PARAMETERS = [
  ...new Set(
    readdirSync(LAKE, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(LAKE, name), 'utf8').matchAll(/(?:searchParams\s*\.\w+\(|flag\([\w.]+, )'([^']+)'/g)])
      .map(([, name = '']) => name),
  ),
  '$x',
  'w',
  'h',
  'rect',
  'fit',
  'fm',
  'q',
  'auto',
  'bg',
]

/** What leads an address further than an odd text would. */
const SENSIBLE: Readonly<Record<string, string>> = {
  dataset: 'production',
  project: 'local',
  ids: 'a',
  id: 'a',
  name: 'a.png',
  release: 'r',
}

const HEADERS = [
  'last-event-id',
  'range',
  'if-none-match',
  'if-range',
  'accept',
  'content-type',
  'authorization',
  'cookie',
  'origin',
] as const

interface Asked {
  readonly path: string
  readonly init: RequestInit
  readonly who: PersonName | undefined
}

function addressOf(route: Route): fc.Arbitrary<string> {
  const parts = route.path.split('/').map((part) => {
    if (!/^[:*]/.test(part)) return fc.constant(part)
    const sensible = SENSIBLE[part.slice(1)] ?? 'a'
    return fc.oneof({ weight: 3, arbitrary: fc.constant(sensible) }, { weight: 1, arbitrary: oddText.map(encode) })
  })
  return fc.tuple(...parts).map((path) => path.join('/'))
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 12_000)

function askOf(route: Route): fc.Arbitrary<Asked> {
  const search = fc.array(fc.tuple(fc.constantFrom(...PARAMETERS), fc.oneof(oddText, fc.constantFrom('true', 'a', '*'))), { maxLength: 5 })
  const headers = fc.dictionary(fc.constantFrom(...HEADERS), oddText, { maxKeys: 2 })
  const body = fc.oneof(
    oddJson.map((value) => JSON.stringify(value) ?? ''),
    oddText,
  )
  const who = fc.constantFrom<PersonName | undefined>('administrator', 'administrator', 'contributor', 'viewer', undefined)
  return fc.record({ address: addressOf(route), search, headers, body, who }).map(({ address, search, headers, body, who }) => ({
    path: `/v2025-02-19/${address}?${search.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`.slice(0, 15_000),
    init: { method: route.method, headers: sendable(headers), ...(route.method !== 'GET' && { body }) },
    who,
  }))
}

/** What a server would let through to the lake at all. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([, value]) => /^[\t\x20-\x7e]*$/.test(value) && value.length < 8000)
  return { origin: ORIGIN, 'content-type': 'application/json', ...Object.fromEntries(kept) }
}

/** Whether `body` is an error in a shape of the protocol's that fits `route`. */
function isProtocolError(route: Route, status: number, body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  if (typeof error === 'string')
    return 'statusCode' in body && body.statusCode === status && 'message' in body && typeof body.message === 'string'
  if (typeof error !== 'object' || error === null || !('type' in error) || !('description' in error)) return false
  const types = { mutate: 'mutationError', actions: 'actionError' }
  const [, , endpoint = ''] = /^(data)\/(\w+)/.exec(route.path) ?? []
  const fitting = endpoint === 'mutate' || endpoint === 'actions' ? types[endpoint] : 'queryParseError'
  // A mutation by query may fail as a query does.
  return typeof error.description === 'string' && (error.type === fitting || (endpoint === 'mutate' && error.type === 'queryParseError'))
}

/** Tests that send odd things to every endpoint of `routes.ts`, `runs` times each at what `seed` chooses. */
export function testEndpoints({ runs, seed }: { readonly runs: number; readonly seed: number }): void {
  let lake: TestLake
  let kept: string
  let residentBefore: number

  beforeAll(async () => {
    lake = await startLake()
    const client = lake.client('editor')
    await client.create({ _id: 'a', _type: 'thing', list: [1, 2, 3] })
    await client.createOrReplace({ _id: 'keep-1', _type: 'kept', odd: { constructor: [1, null, 'ü'] } })
    await client.patch('keep-1').set({ more: true }).commit()
    kept = await stored()
    residentBefore = process.memoryUsage().rss
  })
  afterAll(() => lake.close())

  /** What was written before anything odd came, down to its history. */
  async function stored(): Promise<string> {
    const { rows } = await lake.pool.query(
      `select content, (select json_agg(change order by sequence) from lake.change where document_id = document.id) as history
       from lake.document where id like 'keep-%' order by id`,
    )
    return JSON.stringify(rows)
  }

  /** What is wrong with the answer, which must be a success or an error of the protocol's; null if nothing is. */
  async function flawOf(route: Route, { path, init, who }: Asked): Promise<string | null> {
    const response = await lake.fetch(path, init, who)
    const asked = `${route.method} ${path.slice(0, 500)} ${typeof init.body === 'string' ? init.body.slice(0, 500) : ''}`
    if (response.status >= 500) return `${response.status} to ${asked}`
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel()
      return null
    }
    const text = await response.text()
    if (response.status < 400 || response.status === 416) return null
    return isProtocolError(route, response.status, JSON.parse(text)) ? null : `${response.status} ${text.slice(0, 200)} to ${asked}`
  }

  it.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers odd addresses, parameters, headers and bodies, or says in the protocol’s shape what is wrong',
    async (_name, route) => {
      const property = fc.asyncProperty(askOf(route), async (asked) => {
        expect(await flawOf(route, asked)).toBeNull()
      })
      await fc.assert(property, { numRuns: runs, seed })
      expect((await lake.fetch('/v1/ping')).status).toBe(200)
    },
    600_000,
  )

  it.each(ROUTES.filter(({ method }) => method !== 'GET').map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s refuses bodies that are no JSON, nest without end or hold millions of things, and answers the next one',
    async (_name, route) => {
      const address = route.path.replaceAll(/:(\w+)/g, (_, name: string) => SENSIBLE[name] ?? 'a')
      for (const [name, make] of oddBodies) {
        const init = { method: route.method, headers: sendable({}), body: make() }
        expect(await flawOf(route, { path: `/v2025-02-19/${address}`, init, who: 'administrator' }), name).toBeNull()
        expect((await lake.fetch('/v1/ping')).status).toBe(200)
      }
    },
    600_000,
  )

  it('What was stored before is as it was, all that was taken can be read, and memory is bounded', async () => {
    expect(await stored()).toBe(kept)
    const response = await lake.fetch('/v2025-02-19/data/export/production', {}, 'administrator')
    let size = 0
    for await (const chunk of response.body ?? []) size += chunk.length
    expect(size).toBeGreaterThan(0)
    // One body may be 16 MiB, and is held as text, values and JSON at once; what matters is that it does not add up.
    expect(process.memoryUsage().rss).toBeLessThan(residentBefore + 1.5 * 1024 ** 3)
  })
}
