import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { hashOfToken } from '#lib/content-lake/people/tokens.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

/** Reads until the stream ends; a test that waits in vain fails by its own time limit. */
async function toTheEnd(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<boolean> {
  for (;;) if (!reader || (await reader.read()).done) return reader !== undefined
}

interface Token {
  readonly id: string
  readonly key: string
  readonly label: string
  readonly roles: readonly { readonly name: string }[]
}

describe('tokens of programs', () => {
  let lake: TestLake
  let manager: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    manager = lake.client('administrator')
    await lake.client('editor').create({ _id: 'drafts.a', _type: 'thing' })
  })
  afterAll(() => lake.close())

  const make = (label: string, roleName: string): Promise<Token> =>
    manager.request({ method: 'POST', url: '/projects/local/tokens', body: { label, roleName } })
  const as = (key: string): SanityClient => lake.client().withConfig({ token: key })

  it('A token is made as the command line of Sanity asks, works as its role, and is listed without what opens anything', async () => {
    const made = await make('import', 'editor')
    expect(made).toMatchObject({
      label: 'import',
      roles: [{ name: 'editor', title: 'Editor' }],
      key: expect.stringMatching(/^sk[\w-]{43}$/),
    })
    await as(made.key).create({ _id: 'drafts.by-token', _type: 'thing' })
    expect(await as(made.key).users.getById('me')).toMatchObject({ id: made.id, name: 'import', roles: [{ name: 'editor' }] })
    const list = await manager.request<Token[]>({ url: '/projects/local/tokens' })
    expect(list.map(({ id, label }) => [id, label])).toEqual([[made.id, 'import']])
    expect(JSON.stringify(list)).not.toContain(made.key)
    expect(JSON.stringify(list)).not.toContain(hashOfToken(made.key))
    const { rows } = await lake.pool.query('select row_to_json(token)::text as row from lake.token')
    expect(JSON.stringify(rows)).not.toContain(made.key)
  })

  it('History names the token that wrote, and its label can be looked up', async () => {
    const made = await make('the importer', 'editor')
    const { _rev } = await as(made.key).create({ _id: 'written', _type: 'thing' })
    const log = await lake.client('viewer').request<string>({ url: '/data/history/production/transactions/written' })
    expect(JSON.parse(log)).toMatchObject({ id: _rev, author: made.id })
    expect(await lake.client('viewer').users.getById(made.id)).toMatchObject({ displayName: 'the importer' })
  })

  it.each([
    ['viewer', true, false],
    ['contributor', true, true],
    ['editor', true, true],
    ['administrator', true, true],
    ['deploy-studio', false, false],
  ])('A %s token reads drafts: %s, writes drafts: %s', async (roleName, reads, writes) => {
    const { key } = await make(roleName, roleName)
    expect((await as(key).getDocument('drafts.a')) !== undefined).toBe(reads)
    const written = await as(key)
      .createOrReplace({ _id: 'drafts.b', _type: 'thing' })
      .then(() => true)
      .catch(() => false)
    expect(written).toBe(writes)
  })

  it('A token that was revoked, was never made, or is of another project is refused with 401', async () => {
    const { id, key } = await make('short', 'viewer')
    expect(await as(key).fetch('count(*)')).toBeGreaterThan(0)
    expect(await manager.request({ method: 'DELETE', url: `/projects/local/tokens/${id}` })).toEqual({ deleted: true })
    await expect(as(key).fetch('*')).rejects.toMatchObject({ statusCode: 401 })
    await expect(as(`sk${'A'.repeat(43)}`).fetch('*')).rejects.toMatchObject({ statusCode: 401 })
    await manager.request({ method: 'POST', url: '/projects', body: { id: 'other', displayName: 'Other' } })
    const { key: kept } = await make('here', 'viewer')
    await expect(as(kept).withConfig({ projectId: 'other' }).datasets.list()).rejects.toMatchObject({ statusCode: 401 })
    await expect(manager.request({ method: 'DELETE', url: `/projects/local/tokens/${id}` })).rejects.toMatchObject({ statusCode: 404 })
  })

  it('A token that a command revokes in another process opens nothing after a second', async () => {
    const { id, key } = await make('elsewhere', 'viewer')
    await as(key).fetch('*')
    await lake.pool.query('delete from lake.token where id = $1', [id])
    await vi.waitFor(() => expect(as(key).fetch('*')).rejects.toMatchObject({ statusCode: 401 }), { timeout: 3000, interval: 100 })
  })

  it('An open stream ends when its token is revoked, and that of another token goes on', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const [short, long] = [await make('short', 'viewer'), await make('long', 'viewer')]
    const open = async ({ key }: Token) =>
      (await lake.fetch('/v1/data/listen/production?query=*', { headers: { authorization: `Bearer ${key}` } })).body?.getReader()
    const [ended, goesOn] = [await open(short), await open(long)]
    await manager.request({ method: 'DELETE', url: `/projects/local/tokens/${short.id}` })
    vi.advanceTimersByTime(15_000)
    expect(await toTheEnd(ended)).toBe(true)
    await lake.client('editor').create({ _id: 'told', _type: 'thing' })
    let text = ''
    while (!text.includes('told')) text += new TextDecoder().decode((await goesOn?.read())?.value)
    expect(text).toContain('"documentId":"told"')
    await goesOn?.cancel()
  })

  it('An open stream of a stranger ends when the dataset is closed to strangers', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    await manager.datasets.create('closing')
    const reader = (await lake.fetch('/v1/data/listen/closing?query=*')).body?.getReader()
    await manager.datasets.edit('closing', { aclMode: 'private' })
    vi.advanceTimersByTime(15_000)
    expect(await toTheEnd(reader)).toBe(true)
  })

  it('When a token was used is written down, not at each use', async () => {
    const { id, key } = await make('used', 'viewer')
    const lastUse = async (): Promise<unknown> =>
      (await lake.pool.query<{ last_used_at: Date | null }>('select last_used_at from lake.token where id = $1', [id])).rows[0]
        ?.last_used_at
    expect(await lastUse()).toBeNull()
    await as(key).fetch('*')
    await vi.waitFor(async () => expect(await lastUse()).not.toBeNull())
    const first = await lastUse()
    for (let use = 0; use < 5; use += 1) await as(key).fetch('*')
    expect(await lastUse()).toEqual(first)
  })

  it.each([
    ['no label', { roleName: 'viewer' }],
    ['an unknown role', { label: 'x', roleName: 'king' }],
    ['no body', undefined],
  ])('A token with %s is refused with 400, and nobody but a manager makes or lists any', async (_what, body) => {
    await expect(manager.request({ method: 'POST', url: '/projects/local/tokens', body })).rejects.toMatchObject({ statusCode: 400 })
    for (const name of ['editor', 'viewer', 'reader'] as const) {
      await expect(lake.client(name).request({ url: '/projects/local/tokens' })).rejects.toMatchObject({ statusCode: 403 })
      await expect(
        lake.client(name).request({ method: 'POST', url: '/projects/local/tokens', body: { label: 'x', roleName: 'administrator' } }),
      ).rejects.toMatchObject({ statusCode: 403 })
    }
  })
})
