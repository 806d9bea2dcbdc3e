import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

describe('mutate', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  const post = (body: unknown, query = '', by: 'editor' | 'viewer' | 'reader' | 'contributor' = 'editor'): Promise<Response> =>
    lake.fetch(
      `/v2025-02-19/data/mutate/production${query}`,
      {
        method: 'POST',
        headers: { origin: ORIGIN, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      by,
    )

  it('A document is created, patched, read and deleted, and each revision is the id of its transaction', async () => {
    const created = await client.create({ _id: 'a', _type: 'thing', title: 'One' })
    expect(created).toMatchObject({ _id: 'a', title: 'One', _createdAt: expect.any(String) })
    const patched = await client.patch('a').set({ 'deep.title': 'Two' }).commit({ transactionId: 'tx-patch-a' })
    expect(patched).toMatchObject({ _rev: 'tx-patch-a', deep: { title: 'Two' } })
    expect(await client.getDocument('a')).toEqual(patched)
    await client.delete('a')
    expect(await client.getDocument('a')).toBeUndefined()
  })

  it('An id is made where none is given, and where only a prefix is', async () => {
    expect((await client.create({ _type: 'thing' }))._id).toMatch(/^[0-9a-f-]{36}$/)
    expect((await client.create({ _id: 'drafts.', _type: 'thing' }))._id).toMatch(/^drafts\.[0-9a-f-]{36}$/)
  })

  it('A repeated transaction id answers 200 and changes nothing', async () => {
    const repeat = () =>
      client.mutate([{ createOrReplace: { _id: 'again', _type: 'thing', at: Math.random() } }], {
        transactionId: 'once',
        returnDocuments: false,
      })
    const first = await repeat()
    const kept = await client.getDocument('again')
    expect(await repeat()).toEqual(first)
    expect(await client.getDocument('again')).toEqual(kept)
    const { rows } = await lake.pool.query('select 1 from lake.transaction where id = $1', ['once'])
    expect(rows).toHaveLength(1)
  })

  it('A transaction that found nothing to do finds nothing when it is repeated, either', async () => {
    const remove = () => client.mutate([{ delete: { id: 'later' } }], { transactionId: 'nothing-to-do', returnDocuments: false })
    const first = await remove()
    await client.create({ _id: 'later', _type: 'thing' })
    expect(await remove()).toEqual(first)
    expect(await client.getDocument('later')).toBeDefined()
  })

  it('All or nothing: one refused mutation refuses all, and says which', async () => {
    const response = await post({ mutations: [{ create: { _id: 'half', _type: 'thing' } }, { patch: { id: 'not-there', set: { a: 1 } } }] })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      error: { type: 'mutationError', items: [{ index: 1, error: { type: 'documentNotFoundError', id: 'not-there' } }] },
    })
    expect(await client.getDocument('half')).toBeUndefined()
  })

  it('A conflicting edit is refused whole with 409', async () => {
    const { _rev } = await client.create({ _id: 'conflict', _type: 'thing', n: 1 })
    await client.patch('conflict').set({ n: 2 }).ifRevisionId(_rev).commit()
    await expect(client.patch('conflict').set({ n: 3 }).ifRevisionId(_rev).commit()).rejects.toMatchObject({
      statusCode: 409,
      details: { type: 'mutationError', items: [{ error: { type: 'documentRevisionIDDoesNotMatchError', expectedRevisionID: _rev } }] },
    })
    await expect(client.create({ _id: 'conflict', _type: 'thing' })).rejects.toMatchObject({
      statusCode: 409,
      details: { items: [{ error: { type: 'documentAlreadyExistsError', id: 'conflict' } }] },
    })
    expect(await client.getDocument('conflict')).toMatchObject({ n: 2 })
  })

  it('Every operation of a patch does what the client means by it', async () => {
    await client.create({ _id: 'ops', _type: 'thing', n: 5, text: 'Hello world', list: [{ _key: 'a' }, { _key: 'c' }], gone: 1 })
    const after = await client
      .patch('ops')
      .setIfMissing({ made: [], n: 9 })
      .set({ 'list[_key=="c"].x': 1 })
      .unset(['gone'])
      .inc({ n: 3 })
      .dec({ n: 1 })
      .diffMatchPatch({ text: '@@ -1,11 +1,12 @@\n Hello \n+w\n world\n' })
      .insert('after', 'list[_key=="a"]', [{ _key: 'b' }])
      .commit()
    expect(after).toMatchObject({ n: 7, made: [], text: 'Hello wworld', list: [{ _key: 'a' }, { _key: 'b' }, { _key: 'c', x: 1 }] })
    expect(after).not.toHaveProperty('gone')
    await client
      .patch('ops')
      .append('list', [{ _key: 'd' }])
      .commit()
    await client
      .patch('ops')
      .prepend('list', [{ _key: '0' }])
      .commit()
    await client
      .patch('ops')
      .splice('list', 1, 1, [{ _key: 'A' }])
      .commit()
    expect((await client.getDocument('ops'))?.['list']).toEqual([
      { _key: '0' },
      { _key: 'A' },
      { _key: 'b' },
      { _key: 'c', x: 1 },
      { _key: 'd' },
    ])
  })

  it('A patch or deletion by query is for all that the query finds, changes of the same transaction included', async () => {
    await client.mutate([
      { create: { _id: 'q1', _type: 'queried', n: 1 } },
      { create: { _id: 'q2', _type: 'queried', n: 1 } },
      { patch: { query: '*[_type == $type]', params: { type: 'queried' }, inc: { n: 1 } } },
    ] as never)
    expect(await client.fetch('*[_type == "queried"].n')).toEqual([2, 2])
    await client.delete({ query: '*[_type == "queried" && _id == "q1"]' })
    expect(await client.fetch('*[_type == "queried"]._id')).toEqual(['q2'])
  })

  it('A mutation may name several documents, and is for each of them once', async () => {
    for (const id of ['s1', 's2']) await client.create({ _id: id, _type: 'several', n: 0 })
    await client.patch(['s1', 's2', 's1']).inc({ n: 1 }).commit({ returnFirst: false, returnDocuments: false })
    expect(await client.getDocuments(['s1', 's2'])).toMatchObject([{ n: 1 }, { n: 1 }])
    const response = await post({ mutations: [{ delete: { id: ['s1', 's2'] } }] }, '?returnIds=false')
    expect(await response.json()).toEqual({ transactionId: expect.any(String), results: [] })
    expect(await client.getDocuments(['s1', 's2'])).toEqual([null, null])
  })

  it('A dry run answers the same, and writes nothing', async () => {
    await client.create({ _id: 'dry', _type: 'thing', n: 1 })
    expect(await client.patch('dry').set({ n: 2 }).commit({ dryRun: true })).toMatchObject({ n: 2 })
    expect(await client.getDocument('dry')).toMatchObject({ n: 1 })
    await expect(client.create({ _id: 'dry', _type: 'thing' }, { dryRun: true })).rejects.toMatchObject({ statusCode: 409 })
  })

  it('autoGenerateArrayKeys gives each object of an array a key, and leaves those that have one', async () => {
    const list = [{ a: 1 }, { _key: 'mine' }, 'text', { inner: [{ b: 2 }] }]
    const created = await client.create({ _id: 'keys', _type: 'thing', list }, { autoGenerateArrayKeys: true })
    expect(created['list']).toMatchObject([
      { _key: expect.any(String) },
      { _key: 'mine' },
      'text',
      { _key: expect.any(String), inner: [{ _key: expect.any(String) }] },
    ])
    const appended = await client
      .patch('keys')
      .append('list', [{ c: 3 }])
      .commit({ autoGenerateArrayKeys: true })
    expect(appended['list']).toHaveLength(5)
    expect((appended['list'] as unknown[])[4]).toMatchObject({ c: 3, _key: expect.any(String) })
  })

  it('A strong reference must lead somewhere, and keeps what it leads to from being deleted; a weak one does neither', async () => {
    await expect(client.create({ _id: 'dangling', _type: 'thing', to: { _ref: 'nowhere' } })).rejects.toMatchObject({ statusCode: 409 })
    await client.create({ _id: 'weak', _type: 'thing', to: { _ref: 'nowhere', _weak: true } })
    await client.mutate([
      { create: { _id: 'one', _type: 'thing', to: { _ref: 'two' } } },
      { create: { _id: 'two', _type: 'thing', to: { _ref: 'one' } } },
    ])
    await expect(client.delete('two')).rejects.toMatchObject({
      statusCode: 409,
      details: { items: [{ error: { type: 'documentHasExistingReferencesError', id: 'two', referencingIDs: ['one'] } }] },
    })
    await client.mutate([{ delete: { id: 'one' } }, { delete: { id: 'two' } }])
    expect(await client.getDocuments(['one', 'two'])).toEqual([null, null])
  })

  it('A write is answered only after everyone who listens for changes has finished', async () => {
    const order: string[] = []
    const stop = lake.lake.onChange(async ({ transactionId, publishedTags, draftTags }) => {
      expect(publishedTags.length).toBeGreaterThan(0)
      expect(draftTags).toEqual([])
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`listener ${transactionId}`)
    })
    await client.mutate([{ create: { _id: 'awaited', _type: 'thing' } }], { transactionId: 'awaited' })
    order.push('answered')
    stop()
    expect(order).toEqual(['listener awaited', 'answered'])
  })

  it('A hundred writers at once are put in one order, and none is lost', async () => {
    await client.create({ _id: 'counter', _type: 'thing', n: 0 })
    await Promise.all(Array.from({ length: 100 }, () => client.patch('counter').inc({ n: 1 }).commit()))
    expect(await client.getDocument('counter')).toMatchObject({ n: 100 })
    const { rows } = await lake.pool.query<{ previous_revision: string; result_revision: string }>(
      'select previous_revision, result_revision from lake.change where document_id = $1 order by sequence',
      ['counter'],
    )
    expect(rows.slice(1).map((row) => row.previous_revision)).toEqual(rows.slice(0, -1).map((row) => row.result_revision))
  })

  it('Only those may write who may: nobody unasked, no reader, no viewer; a contributor drafts and publishes nothing', async () => {
    const body = { mutations: [{ create: { _id: 'rights', _type: 'thing' } }] }
    expect((await lake.fetch('/v2025-02-19/data/mutate/production', { method: 'POST', body: JSON.stringify(body) })).status).toBe(401)
    expect((await post(body, '', 'reader')).status).toBe(403)
    expect((await post(body, '', 'viewer')).status).toBe(403)
    expect((await post(body, '', 'contributor')).status).toBe(403)
    expect((await post({ mutations: [{ create: { _id: 'drafts.rights', _type: 'thing' } }] }, '', 'contributor')).status).toBe(200)
    await expect(
      lake.client('contributor').action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.rights', publishedId: 'rights' }),
    ).rejects.toMatchObject({ statusCode: 403 })
    expect(await client.getDocument('rights')).toBeUndefined()
  })

  it('What can’t be kept is refused with 400, and what was wrong', async () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) })
    const create = (more: object) => ({ mutations: [{ create: { _type: 'thing', ...more } }] })
    const patch = (more: object) => ({ mutations: [{ patch: { id: 'target', ...more } }] })
    await client.createIfNotExists({ _id: 'target', _type: 'thing', list: [1, 2, 3] })
    const wrong: unknown[] = [
      '{',
      'null',
      '[]',
      '7',
      { mutations: {} },
      { mutations: [7] },
      { mutations: [{}] },
      { mutations: [{ creat: { _type: 'x' } }] },
      { mutations: [{ create: { _type: 'a' }, delete: { id: 'b' } }] },
      { mutations: [{ create: { _id: 'no-type' } }] },
      create({ _type: 7 }),
      create({ _type: '' }),
      create({ _id: '-dash' }),
      create({ _id: '.dot' }),
      create({ _id: 'a..b' }),
      create({ _id: 'a b' }),
      create({ _id: 'ü' }),
      create({ _id: 7 }),
      create({ _id: 'x'.repeat(129) }),
      create({ text: 'NUL \u0000' }),
      '{"mutations":[{"create":{"_type":"thing","text":"\\ud800"}}]}',
      '{"mutations":[{"create":{"_type":"thing","n":1e999}}]}',
      '{"mutations":[{"create":{"_type":"thing","__proto__":{"polluted":true}}}]}',
      create({ hasOwnProperty: 1 }),
      create({ deep: deep(200) }),
      create({ _createdAt: 'yesterday' }),
      { mutations: [{ delete: {} }] },
      { mutations: [{ delete: { id: 'nul\u0000' } }] },
      { mutations: [{ patch: { set: { a: 1 } } }] },
      { mutations: [], transactionId: 'with space' },
      patch({ set: [] }),
      patch({ unset: 'a' }),
      patch({ inc: { n: 'one' } }),
      patch({ merge: {} }),
      patch({ insert: { items: [1] } }),
      patch({ insert: { before: 'list[0]' } }),
      patch({ set: { 'list[': 1 } }),
      patch({ set: { '__proto__.polluted': 1 } }),
      patch({ set: { _id: 'other' } }),
      patch({ unset: ['_type'] }),
      patch({ unset: ['list[0:999999999]'] }),
      patch({ set: { [`a${'.a'.repeat(10_000)}`]: 1 } }),
      patch({ diffMatchPatch: { list: 'nonsense' } }),
      patch({ set: { text: 'NUL \u0000' } }),
    ]
    for (const body of wrong) {
      const response = await post(body)
      const said = (await response.json()) as { error?: unknown }
      expect([JSON.stringify(body).slice(0, 120), response.status, typeof said.error]).toEqual([
        JSON.stringify(body).slice(0, 120),
        400,
        expect.any(String),
      ])
    }
    for (const query of ['?visibility=maybe', '?dryRun=perhaps', '?returnDocuments=7'])
      expect([query, (await post({ mutations: [] }, query)).status]).toEqual([query, 400])
    expect(Object.prototype).not.toHaveProperty('polluted')
    expect((await post({ mutations: [{ patch: { id: 'target', set: { fine: true } } }] })).status).toBe(200)
  })

  it('Odd values are kept as they are', async () => {
    const odd = {
      '': 'empty',
      constructor: 'c',
      toString: 't',
      emoji: '👩‍👩‍👧',
      zero: -0.5,
      big: 1e300,
      small: 5e-324,
      empty: {},
      none: null,
      list: [[], [null]],
    }
    await client.createOrReplace({ _id: 'odd', _type: 'thing', ...odd })
    expect(await client.getDocument('odd')).toMatchObject(odd)
    expect(await client.fetch('*[_id == "odd"][0].emoji')).toBe(odd.emoji)
  })

  it('A body over the limit is refused while it arrives', async () => {
    let sent = 0
    const chunk = new TextEncoder().encode('x'.repeat(1024 * 1024))
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength
        controller.enqueue(chunk)
      },
    })
    const init = {
      method: 'POST',
      headers: { authorization: 'Bearer editor-token', 'content-type': 'application/json' },
      body,
      duplex: 'half',
    }
    expect((await lake.fetch('/v2025-02-19/data/mutate/production', init)).status).toBe(413)
    expect(sent).toBeLessThan(32 * 1024 * 1024)
  })

  it('A write with a cookie must come from our own pages and be JSON', async () => {
    const body = JSON.stringify({ mutations: [{ create: { _type: 'thing' } }] })
    const send = async (headers: Record<string, string>) =>
      (await lake.fetch('/v2025-02-19/data/mutate/production', { method: 'POST', headers, body }, 'editor')).status
    expect(await send({ 'content-type': 'application/json' })).toBe(403)
    expect(await send({ origin: 'http://evil.test', 'content-type': 'application/json' })).toBe(403)
    expect(await send({ origin: ORIGIN, 'content-type': 'text/plain' })).toBe(403)
    expect(await send({ origin: ORIGIN, 'content-type': 'application/json; charset=utf-8' })).toBe(200)
  })
})
