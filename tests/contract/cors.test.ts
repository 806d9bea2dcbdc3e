import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

describe('other origins', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
    for (const [origin, allowCredentials] of [
      ['https://plain.example', false],
      ['https://*.trusted.example', true],
      ['http://localhost:*', false],
    ] as const)
      await lake.client('administrator').request({ method: 'POST', url: '/projects/local/cors', body: { origin, allowCredentials } })
  })
  afterAll(() => lake.close())

  const answered = async (origin: string, method = 'GET', headers: Record<string, string> = {}): Promise<Headers> =>
    (await lake.fetch('/v1/data/query/production?query=*', { method, headers: { origin, ...headers } })).headers

  it.each([
    [ORIGIN, true, true],
    ['https://plain.example', true, false],
    ['https://PLAIN.example', true, false],
    ['https://plain.example:8443', false, false],
    ['http://plain.example', false, false],
    ['https://a.trusted.example', true, true],
    ['https://a.b.trusted.example', true, true],
    ['https://trusted.example', false, false],
    ['https://eviltrusted.example', false, false],
    ['https://a.trusted.example.evil.example', false, false],
    ['https://evil.example/.trusted.example', false, false],
    ['http://localhost', true, false],
    ['http://localhost:3333', true, false],
    ['http://localhost.evil.example:80', false, false],
    ['null', false, false],
  ])('%s may use the lake: %s, with credentials: %s', async (origin, allowed, withCredentials) => {
    for (const headers of [await answered(origin), await answered(origin, 'OPTIONS')]) {
      expect(headers.get('access-control-allow-origin')).toBe(allowed ? origin : null)
      expect(headers.get('access-control-allow-credentials')).toBe(withCredentials ? 'true' : null)
      expect(headers.get('vary')).toContain('origin')
    }
    const check = await (await lake.fetch('/v1/check/cors', { headers: { origin } })).json()
    expect(check).toEqual({ result: { allowed, withCredentials } })
  })

  it('What is allowed holds for one project', async () => {
    await lake.client('administrator').request({ method: 'POST', url: '/projects', body: { id: 'other', displayName: 'Other' } })
    const headers = await answered('https://plain.example', 'GET', { 'x-sanity-project-id': 'other' })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('A foreign origin never writes by cookie, allowed with credentials or not, and writes with a token', async () => {
    const write = async (headers: Record<string, string>, name?: 'editor'): Promise<number> => {
      const body = JSON.stringify({ mutations: [{ create: { _type: 'thing' } }] })
      const all = { origin: 'https://a.trusted.example', 'content-type': 'application/json', ...headers }
      return (await lake.fetch('/v1/data/mutate/production', { method: 'POST', body, headers: all }, name)).status
    }
    expect(await write({}, 'editor')).toBe(403)
    expect(await write({ authorization: 'Bearer editor-token' })).toBe(200)
  })

  it('Origins are listed, changed and taken back by those who manage the project alone', async () => {
    const manager = lake.client('administrator')
    interface Origin {
      id: number
      origin: string
      allowCredentials: boolean
    }
    const url = '/projects/local/cors'
    const made = await manager.request<Origin>({ method: 'POST', url, body: { origin: 'https://Later.example/', allowCredentials: false } })
    expect(made).toMatchObject({ origin: 'https://later.example', allowCredentials: false })
    await manager.request({ method: 'POST', url, body: { origin: 'https://later.example', allowCredentials: true } })
    const list = await manager.request<Origin[]>({ url })
    expect(list.filter(({ origin }) => origin === 'https://later.example')).toMatchObject([{ id: made.id, allowCredentials: true }])
    expect(await manager.request({ method: 'DELETE', url: `${url}/${made.id}` })).toMatchObject({ deleted: true })
    await expect(manager.request({ method: 'DELETE', url: `${url}/${made.id}` })).rejects.toMatchObject({ statusCode: 404 })
    expect((await answered('https://later.example')).get('access-control-allow-origin')).toBeNull()
    await expect(lake.client('editor').request({ url })).rejects.toMatchObject({ statusCode: 403 })
  })

  it.each(['example.org', 'https://example.org/path', 'https://', 'https://a b', '', 'javascript:alert(1)', 'https://exa$mple.org'])(
    '%s is no origin: 400',
    async (origin) => {
      await expect(
        lake.client('administrator').request({ method: 'POST', url: '/projects/local/cors', body: { origin } }),
      ).rejects.toMatchObject({ statusCode: 400 })
    },
  )

  it('Everybody is allowed without credentials only', async () => {
    const allow = (allowCredentials: boolean): Promise<unknown> =>
      lake.client('administrator').request({ method: 'POST', url: '/projects/other/cors', body: { origin: '*', allowCredentials } })
    await expect(allow(true)).rejects.toMatchObject({ statusCode: 400 })
    for (const origin of ['https://*', 'https://*.*:*', 'http://*:443'])
      await expect(
        lake.client('administrator').request({ method: 'POST', url: '/projects/other/cors', body: { origin, allowCredentials: true } }),
      ).rejects.toMatchObject({ statusCode: 400 })
    await allow(false)
    const headers = await answered('https://anybody.example', 'GET', { 'x-sanity-project-id': 'other' })
    expect(headers.get('access-control-allow-origin')).toBe('https://anybody.example')
  })
})
