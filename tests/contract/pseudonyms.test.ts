import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ORIGIN, PEOPLE, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

const PSEUDONYM = /^p[\da-f]{24}$/

describe('persons are pseudonyms within the lake', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake({ tokens: new Map() }, 'random')
  })
  afterAll(() => lake.close())

  const get = async (path: string, name: PersonName): Promise<string> => (await lake.fetch(path, {}, name)).text()
  const write = (name: PersonName, id: string): Promise<Response> =>
    lake.fetch(
      '/v1/data/mutate/production',
      {
        method: 'POST',
        body: JSON.stringify({ mutations: [{ createOrReplace: { _id: id, _type: 'thing', title: `${Math.random()}` } }] }),
        headers: { origin: ORIGIN, 'content-type': 'application/json' },
      },
      name,
    )
  const me = async (name: PersonName): Promise<{ id: string; name: string }> => JSON.parse(await get('/v1/users/me', name))

  it('The Studio knows itself again: the same id everywhere, and never that of the host', async () => {
    const { id, name } = await me('editor')
    expect(id).toMatch(PSEUDONYM)
    expect(name).toBe('Editor of the tests')
    expect(JSON.parse(await get('/v1/auth/id', 'editor'))).toMatchObject({ id })
    const heard = new Heard(lake.client().listen('*', {}, { events: ['welcome', 'mutation'] }))
    onTestFinished(() => heard.stop())
    await heard.first((event) => (event as { type: string }).type === 'welcome')
    await write('editor', 'mine')
    expect(await heard.first((event) => (event as { type: string }).type === 'mutation')).toMatchObject({ identity: id })
    expect(await get('/v1/data/history/production/transactions/mine', 'viewer')).toContain(`"author":"${id}"`)
    expect(await get('/v1/data/history/production/events/documents/mine', 'viewer')).toContain(`"author":"${id}"`)
    expect(JSON.parse(await get(`/v1/data/query/production?query=${encodeURIComponent('identity()')}`, 'editor'))).toMatchObject({
      result: id,
    })
    expect(JSON.parse(await get(`/v1/users/${id}`, 'viewer'))).toMatchObject({
      id,
      displayName: 'Editor of the tests',
      isCurrentUser: false,
    })
    expect(JSON.parse(await get(`/v1/users/${id}`, 'editor'))).toMatchObject({ id, isCurrentUser: true })
    expect(JSON.parse(await get('/v1/projects/local', 'editor'))).toMatchObject({ members: [{ id, isCurrentUser: true }] })
    expect((await lake.fetch('/v1/users/editor', {}, 'viewer')).status).toBe(404)
  })

  it('Two requests that come first at once get one pseudonym', async () => {
    const found = await Promise.all(Array.from({ length: 8 }, () => me('contributor')))
    expect(new Set(found.map(({ id }) => id)).size).toBe(1)
  })

  it('Nothing that is kept holds the id of a person, but the one table', async () => {
    await write('colleague', 'theirs')
    const { rows: tables } = await lake.pool.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'lake'",
    )
    for (const { name } of tables) {
      const { rows } = await lake.pool.query<{ row: string }>(`select row_to_json(t)::text as row from lake.${name} t`)
      const holds = rows.some(({ row }) => /"(?:colleague|editor|viewer|contributor)"/.test(row))
      expect(holds, name).toBe(name === 'author')
    }
  })

  it('Whoever is forgotten leaves a pseudonym that names nobody, no wishes, and comes back as somebody else', async () => {
    const { id } = await me('colleague')
    await write('colleague', 'left')
    await lake.fetch(
      '/v1/users/me/keyvalue',
      { method: 'PUT', body: '[{"key":"layout","value":1}]', headers: { origin: ORIGIN, 'content-type': 'application/json' } },
      'colleague',
    )
    await lake.lake.forget('colleague')
    expect(await get('/v1/data/history/production/transactions/left', 'viewer')).toContain(`"author":"${id}"`)
    expect(JSON.parse(await get(`/v1/users/${id}`, 'viewer'))).toMatchObject({ id, displayName: 'Forgotten person', imageUrl: null })
    expect((await lake.pool.query('select 1 from lake.key_value where user_id = $1', [id])).rowCount).toBe(0)
    expect((await lake.pool.query("select 1 from lake.author where person = 'colleague'")).rowCount).toBe(0)
    const again = await me('colleague')
    expect(again.id).toMatch(PSEUDONYM)
    expect(again.id).not.toBe(id)
    await lake.lake.forget('nobody')
  })

  it('Two who turn out to be one keep both pseudonyms, write under one, and are forgotten together', async () => {
    const [other, one] = [await me('contributor'), await me('viewer')]
    await write('contributor', 'drafts.by-the-other')
    await lake.lake.join('contributor', 'viewer')
    expect((await me('viewer')).id).toBe(one.id)
    expect(JSON.parse(await get(`/v1/users/${other.id}`, 'viewer'))).toMatchObject({ id: other.id, displayName: PEOPLE.viewer.name })
    expect(await lake.lake.keptOf('viewer')).toMatchObject({ transactions: 1 })
    expect(new Set((await lake.lake.keptOf('viewer')).pseudonyms)).toEqual(new Set([other.id, one.id]))
    expect((await me('contributor')).id, 'whoever comes as the other now').not.toBe(other.id)
    // Somebody who never wrote takes over what the other had.
    await lake.lake.join('viewer', 'nobody-yet')
    expect((await lake.lake.keptOf('nobody-yet')).pseudonyms).toHaveLength(2)
    await lake.lake.forget('nobody-yet')
    expect((await lake.pool.query('select 1 from lake.author where pseudonym = any($1)', [[other.id, one.id]])).rowCount).toBe(0)
  })
})
