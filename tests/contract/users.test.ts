import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

describe('people and how they like their Studio', () => {
  let lake: TestLake
  const ended: string[] = []
  beforeAll(async () => {
    lake = await startLake({ endSession: async (request) => void ended.push(request.headers.get('cookie') ?? '') })
  })
  afterAll(() => lake.close())

  const keep = (name: 'editor' | 'colleague', body: unknown): Promise<Response> =>
    lake.fetch(
      '/v2024-11-12/users/me/keyvalue',
      { method: 'PUT', body: JSON.stringify(body), headers: { origin: ORIGIN, 'content-type': 'application/json' } },
      name,
    )

  it('The client learns who it is by users.getById', async () => {
    await expect(lake.client('editor').users.getById('me')).resolves.toMatchObject({
      id: 'editor',
      name: 'Editor of the tests',
      email: 'editor@example.org',
      role: 'editor',
      roles: [{ name: 'editor', title: 'Editor' }],
    })
  })

  it('A stranger who asks who they are is answered 401 in the shape of an error', async () => {
    const response = await lake.fetch('/v2021-06-07/users/me')
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ statusCode: 401, error: 'Unauthorized', message: expect.any(String) })
    await expect(lake.client().users.getById('me')).rejects.toMatchObject({ statusCode: 401 })
  })

  it('The same answer is given at the odd address that the SDK makes of a relative apiHost', async () => {
    const response = await lake.lake.handle(
      new Request(`${ORIGIN}/lake://local.undefined/v2021-06-07/users/me`, { headers: { cookie: 'person=editor' } }),
    )
    expect(await response.json()).toMatchObject({ id: 'editor' })
  })

  it('One user is an object and several are an array, without their addresses', async () => {
    expect(await lake.client('viewer').users.getById('editor')).toEqual({
      id: 'editor',
      projectId: 'local',
      displayName: 'Editor of the tests',
      imageUrl: 'http://localhost/editor.png',
      isCurrentUser: false,
    })
    const several = await lake.client('viewer').request<{ id: string }[]>({ url: '/users/editor,nobody,viewer' })
    expect(several.map((one) => one.id)).toEqual(['editor', 'viewer'])
    expect(JSON.stringify(several)).not.toContain('@')
  })

  it('What the lake does by itself has names too, for history', async () => {
    const several = await lake.client('viewer').request<{ displayName: string }[]>({ url: '/users/schedule,assets' })
    expect(several.map((one) => one.displayName)).toEqual(['Schedule', 'Assets'])
  })

  it('An unknown user is 404, and strangers and readers learn of nobody', async () => {
    expect((await lake.fetch('/v1/users/nobody', {}, 'viewer')).status).toBe(404)
    expect((await lake.fetch('/v1/users/editor')).status).toBe(401)
    expect((await lake.fetch('/v1/users/editor,reader', {}, 'reader')).status).toBe(403)
    expect((await lake.fetch('/v1/users/reader', {}, 'reader')).status).toBe(200)
  })

  it('auth/id names who is signed in, with an end in the future', async () => {
    const answer = await lake.client('editor').request<{ id: string; expiry: number }>({ url: '/auth/id' })
    expect(answer.id).toBe('editor')
    expect(answer.expiry * 1000).toBeGreaterThan(Date.now())
    expect((await lake.fetch('/v1/auth/id')).status).toBe(401)
    expect(await (await lake.fetch('/v1/auth/providers')).json()).toEqual({ providers: [], thirdPartyLogin: false })
  })

  it('Signing out ends the session of the request, and only when our own page asks', async () => {
    const foreign = await lake.fetch('/v1/auth/logout', { method: 'POST', headers: { origin: 'http://elsewhere.test' } }, 'editor')
    expect(foreign.status).toBe(403)
    expect(ended).toEqual([])
    // As a browser sends it, and an HTTP server hands it on: a body, of no bytes.
    const headers = { origin: ORIGIN, 'content-length': '0' }
    const own = await lake.fetch('/v1/auth/logout', { method: 'POST', headers, body: new Uint8Array(0) }, 'editor')
    expect(await own.json()).toEqual({ ok: true })
    expect(ended).toEqual(['person=editor'])
  })

  it('Each person has keys of their own, read back as an array in the order asked', async () => {
    const layout = { pane: [1, 2.5, null], text: 'a\u0000b', nested: { deep: true } }
    expect(await (await keep('editor', [{ key: 'studio.layout', value: layout }])).json()).toEqual([
      { key: 'studio.layout', value: layout },
    ])
    await keep('colleague', [{ key: 'studio.layout', value: 'mine' }])
    const read = await lake.fetch('/v2024-11-12/users/me/keyvalue/studio.sort,studio.layout', {}, 'editor')
    expect(await read.json()).toEqual([
      { key: 'studio.sort', value: null },
      { key: 'studio.layout', value: layout },
    ])
  })

  it('A key is replaced, and a null removes it', async () => {
    await keep('editor', [{ key: 'sort', value: 1 }])
    await keep('editor', [{ key: 'sort', value: 2 }])
    expect(await (await lake.fetch('/v1/users/me/keyvalue/sort', {}, 'editor')).json()).toEqual([{ key: 'sort', value: 2 }])
    await keep('editor', [{ key: 'sort', value: null }])
    expect(await (await lake.fetch('/v1/users/me/keyvalue/sort', {}, 'editor')).json()).toEqual([{ key: 'sort', value: null }])
    const { rows } = await lake.pool.query("select 1 from lake.key_value where key = 'sort'")
    expect(rows).toEqual([])
  })

  it.each([
    ['no list', { key: 'a', value: 1 }],
    ['no pairs', []],
    ['no key', [{ value: 1 }]],
    ['a key with a NUL', [{ key: 'a\u0000', value: 1 }]],
    ['a key too long', [{ key: 'a'.repeat(201), value: 1 }]],
    ['too many', Array.from({ length: 101 }, (_, index) => ({ key: `k${index}`, value: 1 }))],
  ])('Keeping %s is refused with 400', async (_name, body) => {
    const response = await keep('editor', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ statusCode: 400 })
  })

  it('More than 256 KiB at once, and more than 1000 keys, are refused with 413', async () => {
    expect((await keep('editor', [{ key: 'big', value: 'x'.repeat(300_000) }])).status).toBe(413)
    const statuses: number[] = []
    for (let round = 0; round <= 10; round++) {
      const response = await keep(
        'colleague',
        Array.from({ length: 100 }, (_, index) => ({ key: `k${round}-${index}`, value: 1 })),
      )
      statuses.push(response.status)
    }
    expect(new Set(statuses)).toEqual(new Set([200, 413]))
    expect(statuses.at(-1)).toBe(413)
  })

  it('Strangers keep nothing', async () => {
    expect((await lake.fetch('/v1/users/me/keyvalue/sort')).status).toBe(401)
    expect(
      (await lake.fetch('/v1/users/me/keyvalue', { method: 'PUT', body: '[]', headers: { 'content-type': 'application/json' } })).status,
    ).toBe(401)
  })
})
