import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { numberText, oddText } from './odd-input.ts'

let lake: TestLake
let created = 0
beforeAll(async () => {
  lake = await startLake()
})
afterAll(() => lake.close())

/** JSON as text, with numbers written in every way there is. */
const jsonText = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    numberText,
    oddText.map((text) => JSON.stringify(text)),
    fc.constantFrom('true', 'false', 'null', '{}', '[]'),
    fc.array(tie('any'), { maxLength: 4 }).map((items) => `[${items.join(' , ')}]`),
    fc
      .uniqueArray(fc.tuple(oddText, tie('any')), { maxLength: 4, selector: ([name]) => name })
      .map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(',')}}`),
  ),
})).any

const read = async (path: string): Promise<string> => (await lake.fetch(`/v2025-02-19/data/${path}`, {}, 'administrator')).text()

const post = (path: string, body: string): Promise<Response> =>
  lake.fetch(
    `/v2025-02-19/data/${path}`,
    { method: 'POST', body, headers: { origin: 'http://lake.test', 'content-type': 'application/json' } },
    'administrator',
  )

/** The documents that a listener tells of, until there are as many as asked for. */
async function heard({ body }: Response, count: number): Promise<unknown[]> {
  const results: unknown[] = []
  let text = ''
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      if (!block.startsWith('event: mutation')) continue
      const event: { result: unknown } = JSON.parse(/^data: ([^\n]*)/m.exec(block)?.[1] ?? '{}')
      results.push(event.result)
    }
    if (results.length >= count) break
  }
  return results
}

it('Any JSON that is taken comes back the same: by id, by query, from history, to a listener, in an export and after an import', async () => {
  const listening = await lake.fetch('/v2025-02-19/data/listen/production?query=*[_type=="round"]&includeResult=true', {}, 'administrator')
  const expected: unknown[] = []
  await fc.assert(
    fc.asyncProperty(jsonText, async (text) => {
      created += 1
      const id = `round-${created}`
      const response = await post(
        'mutate/production',
        `{"mutations":[{"create":{"_id":"${id}","_type":"round","value":${text}}}],"transactionId":"tx-${id}"}`,
      )
      if (response.status !== 200) {
        expect(response.status).toBe(400)
        return
      }
      // Databases and JSON itself know one zero.
      const value: unknown = JSON.parse(text, (_key, inner: unknown) => (Object.is(inner, -0) ? 0 : inner))
      const document = { _id: id, _type: 'round', _rev: `tx-${id}`, value }
      expected.push(document)
      const { documents }: { documents: unknown[] } = JSON.parse(await read(`doc/production/${id}`))
      expect(documents).toMatchObject([document])
      const { result }: { result: { value: unknown } } = JSON.parse(await read(`query/production?query=*[_id=="${id}"][0]`))
      expect(result).toEqual(documents[0])
      const past: { documents: unknown[] } = JSON.parse(await read(`history/production/documents/${id}?revision=tx-${id}`))
      expect(past.documents).toEqual(documents)
    }),
    { numRuns: 150, seed: 20_261_126 },
  )
  expect(expected.length).toBeGreaterThan(50)
  expect(await heard(listening, expected.length)).toMatchObject(expected)

  const exported = (await read('export/production?types=round')).split('\n').filter((line) => line !== '')
  expect(exported.map((line): unknown => JSON.parse(line))).toEqual(
    expect.arrayContaining(expected.map((document) => expect.objectContaining(document as object))),
  )
  const mutations = exported.map((line) => `{"createOrReplace":${line}}`).join(',')
  expect((await post('mutate/production', `{"mutations":[{"delete":{"query":"*[_type == 'round']"}}]}`)).status).toBe(200)
  expect((await post('mutate/production', `{"mutations":[${mutations}]}`)).status).toBe(200)
  const withoutRevision = (line: string): unknown => {
    const { _rev: _, _updatedAt: _at, ...rest }: Record<string, unknown> = JSON.parse(line)
    return rest
  }
  const again = (await read('export/production?types=round')).split('\n').filter((line) => line !== '')
  expect(again.map(withoutRevision)).toEqual(exported.map(withoutRevision))
}, 120_000)
