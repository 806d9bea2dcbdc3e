import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { faultOf, parseEditionFile } from '#lib/publishing/edition-file.ts'
import { listSigningKeys, toKeySet } from '#lib/publishing/signing-keys.ts'
import { database } from '#lib/db/connection.ts'
import { editions } from '#lib/publishing/schema.ts'
import { DATA_ORIGIN, type DataScene, startDataScene } from '#tests/support/data-scene.ts'

const OF_2014 = 'observation-pe-coca-cultivation-2014-pe-inl-2015'
let scene: DataScene
let ajv: Ajv
let api: z.output<typeof apiSchema>

const apiSchema = z.object({
  paths: z.record(z.string(), z.object({ get: z.object({ responses: z.record(z.string(), z.unknown()) }) })),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})
const pageSchema = z.object({ data: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable() })
const problemSchema = z.object({ status: z.number(), detail: z.string(), parameter: z.string().optional() })

beforeAll(async () => {
  scene = await startDataScene()
  const described = (await scene.get('/api/v1/openapi.json')).json()
  api = apiSchema.parse(described)
  ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(described as object, 'api.json')
}, 180_000)
afterAll(async () => await scene.close())

const pageAt = async (path: string) => pageSchema.parse((await scene.get(path)).json())
const problemAt = async (path: string) => {
  const answer = await scene.get(path)
  return { type: answer.headers.get('content-type'), ...problemSchema.parse(answer.json()), sent: answer.status }
}

/** The path of the description that `path` is an address of. */
function describedPath(path: string): string {
  const parts = path.replace(/[?].*$/, '').split('/')
  const found = Object.keys(api.paths).find((known) => {
    const pattern = known.split('/')
    return pattern.length === parts.length && pattern.every((part, index) => part.startsWith('{') || part === parts[index])
  })
  if (!found) throw new Error(`${path} is not described.`)
  return found
}

async function expectDescribed(path: string): Promise<void> {
  const answer = await scene.get(path)
  const type = answer.headers.get('content-type')?.replace(/;.*/, '') ?? ''
  const pointer = ['paths', describedPath(path), 'get', 'responses', String(answer.status), 'content', type, 'schema']
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent)
    .join('/')
  const isValid = ajv.compile({ $ref: `api.json#/${pointer}` })
  expect(isValid(answer.json()), `${path}: ${ajv.errorsText(isValid.errors)}`).toBe(true)
}

test('The description is valid OpenAPI 3.1 and every answer is as it says', async () => {
  const described = (await scene.get('/api/v1/openapi.json')).json()
  const { valid, errors } = await new Validator().validate(described as Record<string, unknown>)
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  for (const name of ['fact-sheets', 'observations', 'indicators', 'places', 'series', 'sources', 'units']) {
    await expectDescribed(`/api/v1/${name}?limit=500`)
    const [first] = (await pageAt(`/api/v1/${name}?limit=1`)).data
    await expectDescribed(`/api/v1/${name}/${first?.id}`)
  }
  await expectDescribed('/api/v1/fact-sheets/fact-sheet-peru/editions')
  await expectDescribed('/api/v1/fact-sheets/fact-sheet-peru/editions/1')
  for (const path of ['/api/v1/units?limit=0', '/api/v1/units/nothing', '/api/v1/fact-sheets/fact-sheet-peru/editions/99'])
    await expectDescribed(path)
})

test('Pages lead on to each other by next and Link until everything was given once', async () => {
  const ids: string[] = []
  let path: string | null = '/api/v1/observations?limit=100'
  while (path !== null) {
    const answer = await scene.get(path)
    const page = pageSchema.parse(answer.json())
    ids.push(...page.data.map(({ id }) => id))
    if (page.next) expect(answer.headers.get('link')).toContain(`<${page.next}>; rel="next"`)
    path = page.next?.slice(DATA_ORIGIN.length) ?? null
  }
  expect(ids).toHaveLength(349)
  expect(new Set(ids).size).toBe(349)
})

test('Observations are filtered by indicator, place, series, period and state', async () => {
  const found = await pageAt('/api/v1/observations?indicator=coca-cultivation&place=peru&series=us&period=2014')
  expect(found.data[0]).toMatchObject({ id: OF_2014, value: 46_500, unit: { code: 'ha' }, series: { code: 'us' }, supersededBy: null })
  expect(found.data.every(({ period }) => JSON.stringify(period).includes('2014'))).toBe(true)
  const everything = (await pageAt('/api/v1/observations?limit=500')).data
  const superseded = (await pageAt('/api/v1/observations?state=superseded&limit=500')).data
  const current = (await pageAt('/api/v1/observations?state=current&limit=500')).data
  expect(superseded.length).toBeGreaterThan(0)
  expect(superseded.every(({ supersededBy }) => supersededBy !== null)).toBe(true)
  expect(superseded.length + current.length).toBe(everything.length)
  const peru = (await pageAt('/api/v1/observations?place=peru&limit=500')).data
  const since2010 = (await pageAt('/api/v1/observations?place=peru&from=2010&limit=500')).data
  expect(since2010.length).toBeLessThan(peru.length)
  // Small pages find the same, though some of them are short.
  const walked: string[] = []
  let path: string | null = '/api/v1/observations?state=superseded&limit=5'
  while (path !== null) {
    const page: z.output<typeof pageSchema> = await pageAt(path)
    walked.push(...page.data.map(({ id }) => id))
    path = page.next?.slice(DATA_ORIGIN.length) ?? null
  }
  const all = await scene.client.fetch<string[]>('array::unique(*[_type == "observation" && defined(supersedes)].supersedes._ref)')
  expect(walked.toSorted()).toEqual(all.toSorted())
})

test('Tables come by ending or by Accept, with the same records', async () => {
  const byEnding = await scene.get('/api/v1/observations.csv?place=peru&limit=500')
  const byAccept = await scene.get('/api/v1/observations?place=peru&limit=500', 'text/csv;q=1, application/json;q=0.5')
  expect(byEnding.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(byEnding.text).toBe(byAccept.text)
  expect(byEnding.text.split('\r\n')).toHaveLength((await pageAt('/api/v1/observations?place=peru&limit=500')).data.length + 2)
  expect(byEnding.text).toContain(OF_2014)
  for (const name of ['fact-sheets', 'indicators', 'places', 'series', 'sources', 'units']) {
    const table = await scene.get(`/api/v1/${name}.csv`)
    expect([name, table.status, table.text.startsWith('id,')]).toEqual([name, 200, true])
  }
  expect((await scene.get('/api/v1/observations', 'application/json')).headers.get('content-type')).toContain('application/json')
  expect((await scene.get('/api/v1/fact-sheets/fact-sheet-peru/editions/1.csv')).text).toContain('46500')
  expect(await problemAt('/api/v1/units/unit-ha.csv')).toMatchObject({ sent: 404 })
})

test('What cannot be answered is told as a problem that says what to do', async () => {
  const type = 'application/problem+json'
  const cases = [
    ['/api/v1/observations?plaice=peru', 400, 'plaice', /Those known are/],
    ['/api/v1/observations?place=peru&place=bolivia', 400, 'place', /once/],
    [`/api/v1/observations?place=${'x'.repeat(1_000_000)}`, 400, 'place', /at most 200 characters/],
    [`/api/v1/observations?${'x'.repeat(1_000_000)}=1`, 400, 'x'.repeat(40), /no parameter/],
    ['/api/v1/observations?limit=100000', 400, 'limit', /at most 500/],
    ['/api/v1/observations?limit=ten', 400, 'limit', /whole number/],
    ['/api/v1/observations?after=zzz', 400, 'after', /gave/],
    ['/api/v1/observations?period=last', 400, 'period', /four digits/],
    ['/api/v1/observations?state=old', 400, 'state', /current, superseded or all/],
    ['/api/v1/observations?place=atlantis', 400, 'place', /No place is called "atlantis".*\/api\/v1\/places/],
    ['/api/v1/observations/nothing', 404, undefined, /nothing with the id/],
    ['/api/v1/fact-sheets/nothing/editions', 404, undefined, /no fact sheet/],
    ['/api/v1/fact-sheets/fact-sheet-peru/editions/0', 404, undefined, /numbered from 1/],
    ['/api/v1/fact-sheets/fact-sheet-peru/editions/99', 404, undefined, /no edition 99/],
    ['/api/v1/nowhere', 404, undefined, /What there is: \/api\/v1/],
    ['/api/v1?x=1', 400, 'x', /takes none/],
  ] as const
  for (const [path, status, parameter, detail] of cases) {
    const problem = await problemAt(path)
    expect({ ...problem, path }).toMatchObject({ type, status, sent: status, path, ...(parameter !== undefined && { parameter }) })
    expect(problem.detail).toMatch(detail)
  }
})

test('The download holds every record and every edition as it was signed, a page in memory at a time', async () => {
  const lines: { type: string; record?: unknown }[] = []
  const stream = scene.data.streamAt(new URL('/api/v1/download', DATA_ORIGIN))
  let longest = 0
  for await (const piece of stream?.pieces ?? []) {
    longest = Math.max(longest, piece.length)
    for (const line of piece.split('\n').filter(Boolean)) lines.push(JSON.parse(line) as { type: string })
  }
  const counts = Object.fromEntries([...Map.groupBy(lines, ({ type }) => type)].map(([type, of]) => [type, of.length]))
  const there = await scene.client.fetch<Record<string, number>>(
    `{"observations": count(*[_type == "observation"]), "units": count(*[_type == "unit"]), "sources": count(*[_type == "source"]), "fact-sheets": count(*[_type == "factSheet"])}`,
  )
  expect(counts).toMatchObject({ ...there, download: 1, editions: await database().$count(editions) })
  expect(longest).toBeLessThan(2_000_000)
  const keys = toKeySet(await listSigningKeys(database()))
  const files = lines.flatMap(({ type, record }) => (type === 'editions' ? [parseEditionFile(JSON.stringify(record))] : []))
  expect(files.map((file) => file && faultOf(file, keys))).toEqual(files.map(() => null))
})

test('A new observation makes the answers old that it belongs to, and no others', async () => {
  const key = scene.data.keyOf(new URL('/api/v1/observations?place=peru&indicator=coca-cultivation', DATA_ORIGIN), undefined)
  const units = await scene.data.answer('/api/v1/units')
  const before = await scene.data.answer(key)
  const changed: string[] = []
  const stop = scene.lake.lake.onChange(async ({ publishedTags }) => void changed.push(...publishedTags))
  const old = await scene.client.getDocument(OF_2014)
  await scene.client.create({
    ...old,
    _type: 'observation',
    _id: 'observation-correcting',
    value: 47_000,
    asPrinted: '47,000',
    supersedes: { _type: 'reference', _ref: OF_2014 },
    supersession: { kind: 'correction', reason: 'For the test.' },
  })
  stop()
  expect(changed.some((tag) => before.tags.has(tag))).toBe(true)
  expect(changed.some((tag) => units.tags.has(tag))).toBe(false)
  const after = await pageAt('/api/v1/observations?place=peru&indicator=coca-cultivation&period=2014&series=us')
  expect(after.data.find(({ id }) => id === 'observation-correcting')).toMatchObject({ value: 47_000, supersedes: OF_2014 })
  expect(after.data.find(({ id }) => id === OF_2014)).toMatchObject({ supersededBy: 'observation-correcting' })
})
