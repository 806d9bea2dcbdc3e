import type { SanityClient } from '@sanity/client'
import { isValidSignature, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLake } from '#lib/content-lake/server.ts'
import type { Lake } from '#lib/content-lake/settings.ts'
import { outwardSender } from '#lib/outward/send-outward.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { type Delivered, type Receiver, startReceiver } from '#tests/support/receiver.ts'

interface Hook {
  readonly id: string
  readonly [more: string]: unknown
}

const sendOutward = outwardSender({ allowPrivate: true })
const secret = 'the secret of the tests'

describe('webhooks', () => {
  let lake: TestLake
  let receiver: Receiver
  let editor: SanityClient
  let administrator: SanityClient
  beforeEach(async () => {
    lake = await startLake({ sendOutward })
    receiver = await startReceiver()
    editor = lake.client('editor')
    administrator = lake.client('administrator', '2025-08-04')
  })
  afterEach(async () => {
    await lake.close()
    await receiver.close()
  })

  const url = '/hooks/projects/local'
  const make = (rule: object = {}, more: object = {}): Promise<Hook> =>
    administrator.request<Hook>({
      url,
      method: 'POST',
      body: {
        type: 'document',
        name: 'Search index',
        dataset: 'production',
        url: receiver.url,
        secret,
        rule: { on: ['create', 'update', 'delete'], ...rule },
        ...more,
      },
    })
  const bodyOf = (delivered: Delivered): unknown => JSON.parse(delivered.body)
  const operation = (wanted: string) => (delivered: Delivered) => delivered.headers['sanity-operation'] === wanted

  it('A change is told by filter and projection, signed as @sanity/webhook checks it, with headers that say what happened', async () => {
    const hook = await make({
      filter: '_type == "post" && delta::changedAny(title)',
      projection: '{_id, "now": title, "was": before().title, "what": delta::operation(), "to": friend->title, "in": sanity::dataset()}',
    })
    await editor.create({ _id: 'friend', _type: 'person', title: 'Ann' })
    await editor.create({ _id: 'post', _type: 'post', title: 'One', friend: { _type: 'reference', _ref: 'friend' } })
    await editor.patch('post').set({ other: 1 }).commit()
    await editor.patch('post').set({ title: 'Two' }).commit({ transactionId: 'tx-two' })
    await editor.delete('post')
    const created = await receiver.first(operation('create'))
    const updated = await receiver.first(operation('update'))
    const deleted = await receiver.first(operation('delete'))
    expect([created, updated, deleted].map(bodyOf)).toEqual([
      { _id: 'post', now: 'One', was: null, what: 'create', to: 'Ann', in: 'production' },
      { _id: 'post', now: 'Two', was: 'One', what: 'update', to: 'Ann', in: 'production' },
      { _id: 'post', now: 'Two', was: 'Two', what: 'delete', to: 'Ann', in: 'production' },
    ])
    expect(receiver.all).toHaveLength(3)
    expect(updated).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': expect.any(String),
        'sanity-project-id': 'local',
        'sanity-dataset': 'production',
        'sanity-document-id': 'post',
        'sanity-transaction-id': 'tx-two',
        'sanity-webhook-id': hook.id,
      },
    })
    for (const { body, headers } of receiver.all) {
      const signature = String(headers[SIGNATURE_HEADER_NAME])
      expect(await isValidSignature(body, signature, secret)).toBe(true)
      expect(await isValidSignature(`${body} `, signature, secret)).toBe(false)
    }
  })

  it('A rule may be about places, and one that takes too long is told in the log and holds up no other', async () => {
    const here = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 9],
          [0, 0],
        ],
      ],
    }
    await make(
      {
        filter: 'geo::contains($area, location) && count(list[count(^.list[count(^.^.list[@ > ^]) >= 0]) >= 0]) > 0'.replace(
          '$area',
          JSON.stringify(here),
        ),
      },
      { name: 'endless' },
    )
    await make({
      filter: 'geo::contains(geo(' + JSON.stringify(here) + '), location)',
      projection: '{_id, "far": round(geo::distance(location, geo::latLng(5, 5)))}',
    })
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    const list = Array.from({ length: 1000 }, (_, n) => n)
    await editor.create({ _id: 'within', _type: 'place', location: { _type: 'geopoint', lat: 5, lng: 5 }, list })
    await editor.create({ _id: 'outside', _type: 'place', location: { _type: 'geopoint', lat: 50, lng: 5 }, list })
    await editor.create({ _id: 'later', _type: 'place', location: { _type: 'geopoint', lat: 5, lng: 6 } })
    await receiver.first((one) => one.headers['sanity-document-id'] === 'later')
    expect(receiver.all.map(bodyOf)).toEqual([
      { _id: 'within', far: 0 },
      { _id: 'later', far: 110896 },
    ])
    expect(String(said.mock.calls[0])).toContain('The rule of the webhook "endless" failed')
    said.mockRestore()
  }, 30_000)

  it('Drafts and versions are told only where they are asked for, and only what happens after the webhook was made', async () => {
    await editor.create({ _id: 'before', _type: 'post' })
    await make({ projection: '{_id}' }, { name: 'published' })
    await make({ projection: '{_id}' }, { name: 'all', includeDrafts: true, includeAllVersions: true, url: `${receiver.url}/all` })
    await make({ projection: '{_id}' }, { name: 'off', isDisabledByUser: true, url: `${receiver.url}/off` })
    const ids = ['drafts.a', 'versions.r.a', 'a', 'z']
    await editor.mutate(ids.map((id) => ({ create: { _id: id, _type: 'post' } })))
    await receiver.first((one) => one.headers['sanity-document-id'] === 'z')
    const { rows } = await lake.pool.query<{ name: string; document_id: string }>(
      'select h.name, m.document_id from lake.webhook_message m join lake.webhook h on h.id = m.hook_id order by h.name, m.document_id',
    )
    expect(rows.map((row) => [row.name, row.document_id])).toEqual([
      ['all', 'a'],
      ['all', 'drafts.a'],
      ['all', 'versions.r.a'],
      ['all', 'z'],
      ['published', 'a'],
      ['published', 'z'],
    ])
  })

  it('What did not arrive is sent again later under the same key, what was refused is not, and both are listed', async () => {
    const hook = await make({ on: ['create'] })
    receiver.answer(503)
    await editor.create({ _id: 'again', _type: 'post' })
    const first = await receiver.first(() => true)
    const list = <T>(what: string): Promise<T[]> => administrator.request<T[]>({ url: `${url}/${hook.id}/${what}` })
    const written = async (failures: number): Promise<void> => {
      let found = 0
      while (found < failures) found = (await list('attempts')).length
    }
    await written(1)
    expect(await list('messages')).toMatchObject([
      { status: 'queued', failureCount: 1, resultCode: 503, payload: first.body, projectId: 'local' },
    ])
    const { rows } = await lake.pool.query<{ seconds: number }>(
      'select extract(epoch from due_at - now())::float as seconds from lake.webhook_message',
    )
    expect(rows[0]?.seconds).toBeGreaterThan(20)
    // Its time comes.
    await lake.pool.query('update lake.webhook_message set due_at = now()')
    receiver.answer(404)
    await editor.create({ _id: 'unconcerned', _type: 'post' })
    await receiver.first(() => receiver.all.length >= 3)
    await written(3)
    const same = receiver.all.filter((one) => one.headers['sanity-document-id'] === 'again')
    expect(new Set(same.map((one) => one.headers['idempotency-key'])).size).toBe(1)
    const messages = await list<{ status: string; resultCode: number }>('messages')
    expect(messages.map((message) => `${message.status} ${message.resultCode}`).toSorted()).toEqual(['failure 404', 'success 200'])
    const [last] = await list<Hook>('attempts')
    expect(await administrator.request({ url: `${url}/attempts/${last?.id ?? ''}` })).toMatchObject({
      hookId: hook.id,
      inProgress: false,
      resultBody: expect.stringMatching(/^answered \d{3}$/),
      duration: expect.any(Number),
    })
  })

  it('A redirect is not followed, and the next message is sent', async () => {
    await make({ on: ['create'] })
    receiver.answer(302)
    await editor.create({ _id: 'moved', _type: 'post' })
    await receiver.first(() => true)
    await editor.create({ _id: 'next', _type: 'post' })
    await receiver.first((one) => one.headers['sanity-document-id'] === 'next')
    expect(receiver.all).toHaveLength(2)
  })

  it('What was committed while nobody sent is sent by the next to start, and by two that run at once each thing once', async () => {
    const hook = await make({ on: ['create'] })
    await lake.lake.close()
    const silent = await createLake({ ...lake.settings, sendOutward: async () => new Promise(() => {}) })
    const write = async (by: Lake, id: string): Promise<void> => {
      const body = JSON.stringify({ mutations: [{ create: { _id: id, _type: 'post' } }] })
      const headers = { authorization: 'Bearer editor-token', 'content-type': 'application/json' }
      const request = new Request('http://lake.test/lake/v2025-02-19/data/mutate/production', { method: 'POST', headers, body })
      expect((await by.handle(request)).status).toBe(200)
    }
    for (let n = 0; n < 20; n += 1) await write(silent, `n${n}`)
    // Taken by a process that then ends: the lease runs out.
    await silent.close()
    await lake.pool.query(`update lake.webhook_message set due_at = now() where status = 'sending'`)
    const two = await Promise.all([createLake(lake.settings), createLake(lake.settings)])
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n % 2 === 0 ? two[0] : two[1], `m${n}`)))
    await receiver.first(() => receiver.all.length >= 40)
    await Promise.all(two.map((one) => one.close()))
    const told = receiver.all.map((one) => String(one.headers['sanity-document-id'])).toSorted()
    expect(told).toEqual(
      Array.from({ length: 20 }, (_, n) => [`m${n}`, `n${n}`])
        .flat()
        .toSorted(),
    )
    const { rows } = await lake.pool.query<{ n: string }>(
      `select count(*) as n from lake.webhook_message where hook_id = $1 and status = 'success'`,
      [hook.id],
    )
    expect(rows[0]?.n).toBe('40')
  })

  it('A webhook whose rule can’t be read holds up no other', async () => {
    const broken = await make({ on: ['create'] }, { name: 'unreadable' })
    await lake.pool.query(`update lake.webhook set rule = '{"on": ["create"], "filter": "_type =="}' where id = $1`, [broken.id])
    await make({ on: ['create'], projection: '{_id}' }, { name: 'sound' })
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    await editor.create({ _id: 'sound', _type: 'post' })
    expect(bodyOf(await receiver.first(() => true))).toEqual({ _id: 'sound' })
    expect(said.mock.calls.map(([sentence]) => String(sentence)).join()).toContain(`"unreadable" can't be read`)
    said.mockRestore()
  })

  it('Webhooks are made, changed and deleted by administrators alone, and their secret is told to nobody', async () => {
    const hook = await make({ filter: '_type == "post"' })
    expect(hook).toMatchObject({
      type: 'document',
      name: 'Search index',
      secret: null,
      hasSecret: true,
      httpMethod: 'POST',
      projectId: 'local',
    })
    expect(JSON.stringify(hook)).not.toContain(secret)
    expect(await administrator.request({ url })).toEqual([hook])
    const changed = await administrator.request<Hook>({
      url: `${url}/${hook.id}`,
      method: 'PATCH',
      body: { name: 'Other', httpMethod: 'PUT' },
    })
    expect(changed).toEqual({ ...hook, name: 'Other', httpMethod: 'PUT' })
    await editor.create({ _id: 'put', _type: 'post' })
    const told = await receiver.first(() => true)
    expect(told.method).toBe('PUT')
    expect(await isValidSignature(told.body, String(told.headers[SIGNATURE_HEADER_NAME]), secret)).toBe(true)
    for (const name of ['editor', 'contributor', 'viewer', 'reader'] as const)
      for (const path of [url, `${url}/${hook.id}`, `${url}/${hook.id}/messages`])
        await expect(lake.client(name).request({ url: path })).rejects.toMatchObject({ statusCode: 403 })
    await administrator.request({ url: `${url}/${hook.id}`, method: 'DELETE' })
    await expect(administrator.request({ url: `${url}/${hook.id}` })).rejects.toMatchObject({ statusCode: 404 })
    expect(await administrator.request({ url })).toEqual([])
  })

  it('What is no webhook is refused with 400, and what was wrong', async () => {
    const wrong: [string, object, object?][] = [
      ['filter', { filter: '_type ==' }],
      ['"*" has no meaning', { filter: 'count(*[_type == "post"]) > 1' }],
      ['projection', { projection: '{"a": }' }],
      ['on', { on: ['publish'] }],
      ['on', { on: [] }],
      ['url', {}, { url: 'ftp://example.org' }],
      ['header', {}, { headers: { 'sanity-operation': 'x' } }],
      ['header', {}, { headers: { a: 'b\r\nc: d' } }],
      ['dataset', {}, { dataset: 'No Such' }],
      ['name', {}, { name: '' }],
      ['httpMethod', {}, { httpMethod: 'BREW' }],
      ['Unrecognized key', {}, { unknown: 1 }],
    ]
    for (const [said, rule, more] of wrong)
      await expect(make(rule, more), said).rejects.toMatchObject({ statusCode: 400, message: expect.stringContaining(said) })
    const other = await startLake()
    await expect(
      other.client('administrator').request({
        url,
        method: 'POST',
        body: { name: 'a', dataset: 'production', url: 'https://example.org', rule: { on: ['create'] } },
      }),
    ).rejects.toMatchObject({ statusCode: 400 })
    await other.close()
  })

  it('A host inside one’s own network is not asked unless the operator allows it, and the message says why it was not', async () => {
    const guarded = await startLake({ sendOutward: outwardSender({ allowPrivate: false }) })
    const asked = guarded.client('administrator')
    for (const target of [receiver.url, receiver.url.replace('http:', 'https:'), 'https://localhost/', 'https://169.254.169.254/latest'])
      await asked.request({ url, method: 'POST', body: { name: target, dataset: 'production', url: target, rule: { on: ['create'] } } })
    await guarded.client('editor').create({ _id: 'inward', _type: 'post' })
    let attempts: { failure_reason: string; result_body: string }[] = []
    while (attempts.length < 4)
      ({ rows: attempts } = await guarded.pool.query<(typeof attempts)[number]>(
        'select failure_reason, result_body from lake.webhook_attempt',
      ))
    expect(attempts.map((attempt) => attempt.failure_reason)).toEqual(['other', 'other', 'other', 'other'])
    expect(attempts.map((attempt) => attempt.result_body).join()).toMatch(/not public/)
    expect(receiver.all).toEqual([])
    await guarded.close()
  })
})
