import type { ListenEvent, MutationEvent } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ORIGIN, PEOPLE, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

const SECRET = 'what nobody may know yet'
const everyone = [null, 'reader', 'viewer', 'contributor', 'editor', 'administrator'] as const
type Asker = PersonName | null
/** Strangers, and readers without a role. */
const outsiders = [null, 'reader'] as const satisfies readonly Asker[]

describe('who may see and do what', () => {
  let lake: TestLake
  let oldRevision: string
  beforeAll(async () => {
    lake = await startLake()
    const client = lake.client('editor')
    await client.create({
      _id: 'open',
      _type: 'sheet',
      title: 'public',
      private: { _type: 'reference', _weak: true, _ref: 'secret.note' },
      draft: { _type: 'reference', _weak: true, _ref: 'drafts.open' },
    })
    await client.create({ _id: 'withdrawn', _type: 'sheet', title: SECRET })
    oldRevision = (await client.getDocument('open'))?._rev ?? ''
    await client.delete('withdrawn')
    await client.create({ _id: 'drafts.open', _type: 'sheet', title: SECRET })
    await client.create({ _id: 'secret.note', _type: 'note', title: SECRET })
    await client.action({
      actionType: 'sanity.action.release.create',
      releaseId: 'rSoon',
      metadata: { title: SECRET, releaseType: 'asap' },
    })
    await client.create({ _id: 'versions.rSoon.open', _type: 'sheet', title: SECRET })
  })
  afterAll(() => lake.close())

  const ask = (who: Asker, path: string, init: RequestInit = {}): Promise<Response> => lake.fetch(path, init, who ?? undefined)
  const write = (who: Asker, path: string, body: object): Promise<Response> =>
    ask(who, path, { method: 'POST', body: JSON.stringify(body), headers: { origin: ORIGIN, 'content-type': 'application/json' } })
  const mutate = (who: Asker, mutation: object, query = ''): Promise<Response> =>
    write(who, `/v2025-02-19/data/mutate/production${query}`, { mutations: [mutation] })
  const act = (who: Asker, action: object): Promise<Response> => write(who, '/v2025-02-19/data/actions/production', { actions: [action] })

  const reads: readonly string[] = [
    `/v1/data/query/production?query=${encodeURIComponent('*')}`,
    `/v2021-06-07/data/query/production?perspective=raw&query=${encodeURIComponent('*')}`,
    `/v2025-02-19/data/query/production?query=${encodeURIComponent('*[_id == "open"]{..., "a": private->title, "b": draft->title, "c": *[_id in path("**")].title, "d": releases::all()}')}`,
    `/v2025-02-19/data/query/production?query=${encodeURIComponent('*[_id == "open"]{private->, draft->}')}&resultSourceMap=true`,
    `/v2025-02-19/data/query/production?query=${encodeURIComponent('count(*[_id in path("drafts.**")])')}`,
    '/v1/data/doc/production/open,drafts.open,secret.note,versions.rSoon.open,_.releases.rSoon',
    '/v1/data/export/production',
    '/v1/data/export/production?types=note,system.release,sheet',
    '/v1/data/references/production/documents/open/to',
  ]

  it.each(outsiders)('%s reads what is published, and nothing of drafts, versions, releases and ids with a dot', async (who) => {
    for (const path of reads) {
      const text = await (await ask(who, path)).text()
      expect(text, path).not.toContain(SECRET)
      expect(text, path).not.toMatch(/"(?:_id|_originalId)":"[^"]*\./)
    }
    expect(await (await ask(who, reads[0] ?? '')).text()).toContain('"public"')
    expect(await (await ask(who, reads[4] ?? '')).json()).toMatchObject({ result: 0 })
  })

  it('Those with a role read them', async () => {
    for (const who of ['viewer', 'contributor', 'editor', 'administrator'] as const) {
      for (const path of reads.slice(0, 3)) expect(await (await ask(who, path)).text(), `${who} ${path}`).toContain(SECRET)
    }
  })

  it.each(outsiders)('%s is refused the perspectives of drafts and releases, and learns of no draft whether it is there', async (who) => {
    for (const perspective of ['drafts', 'previewDrafts', 'rSoon', 'rSoon,drafts']) {
      expect((await ask(who, `/v2025-02-19/data/query/production?query=*&perspective=${perspective}`)).status, perspective).toBe(401)
    }
    const { omitted } = await (await ask(who, '/v1/data/doc/production/drafts.open,drafts.nothing')).json()
    expect(omitted).toEqual([
      { id: 'drafts.open', reason: 'permission' },
      { id: 'drafts.nothing', reason: 'permission' },
    ])
  })

  it.each(outsiders)('%s is refused history, of published documents too', async (who) => {
    const expected = who === null ? 401 : 403
    for (const path of [
      'documents/open?revision=x',
      'documents/withdrawn?lastRevision=true',
      'documents/open,drafts.open?time=2030-01-01T00:00:00Z',
      'transactions/open',
      'events/documents/open',
      'events/releases/rSoon',
    ]) {
      const response = await ask(who, `/v2025-02-19/data/history/production/${path}`)
      expect(response.status, path).toBe(expected)
    }
  })

  it.each([...outsiders, 'viewer'] as const)(
    '%s writes nothing, whether by mutation or action, and a rehearsal tells nothing',
    async (who) => {
      const expected = who === null ? 401 : 403
      const mutations = [
        { create: { _id: 'new', _type: 'sheet' } },
        { createIfNotExists: { _id: 'drafts.open', _type: 'sheet' } },
        { createOrReplace: { _id: 'open', _type: 'sheet' } },
        { patch: { id: 'open', set: { title: 'x' } } },
        { patch: { query: `*[title == "${SECRET}"]`, set: { title: 'x' } } },
        { delete: { id: 'open' } },
        { delete: { query: '*' } },
      ]
      for (const mutation of mutations) {
        for (const query of ['?returnDocuments=true', '?dryRun=true&returnDocuments=true&returnIds=true']) {
          const response = await mutate(who, mutation, query)
          expect(response.status, JSON.stringify(mutation)).toBe(expected)
          expect(await response.text()).not.toContain(SECRET)
        }
      }
      const actions = [
        { actionType: 'sanity.action.document.publish', draftId: 'drafts.open', publishedId: 'open' },
        { actionType: 'sanity.action.document.edit', draftId: 'drafts.open', publishedId: 'open', patch: { set: { a: 1 } } },
        { actionType: 'sanity.action.release.publish', releaseId: 'rSoon' },
      ]
      for (const action of actions) expect((await act(who, action)).status, JSON.stringify(action)).toBe(expected)
      expect(await lake.client('viewer').getDocument('open')).toMatchObject({ title: 'public' })
    },
  )

  it('A contributor writes drafts and versions, and nothing that is published', async () => {
    const who = 'contributor'
    expect((await mutate(who, { createOrReplace: { _id: 'drafts.theirs', _type: 'sheet' } })).status).toBe(200)
    expect(
      (
        await act(who, {
          actionType: 'sanity.action.document.edit',
          draftId: 'drafts.theirs',
          publishedId: 'theirs',
          patch: { set: { a: 1 } },
        })
      ).status,
    ).toBe(200)
    for (const mutation of [
      { create: { _id: 'theirs', _type: 'sheet' } },
      { createIfNotExists: { _id: 'theirs', _type: 'sheet' } },
      { create: { _type: 'sheet' } },
      { create: { _id: 'secret.other', _type: 'sheet' } },
      { createOrReplace: { _id: 'open', _type: 'sheet' } },
      { patch: { id: 'open', set: { title: 'x' } } },
      { patch: { query: '*[_type == "sheet"]', set: { title: 'x' } } },
      { delete: { id: 'open' } },
      { delete: { id: '_.releases.rSoon' } },
    ])
      expect((await mutate(who, mutation)).status, JSON.stringify(mutation)).toBe(403)
    for (const action of [
      { actionType: 'sanity.action.document.publish', draftId: 'drafts.theirs', publishedId: 'theirs' },
      { actionType: 'sanity.action.document.unpublish', draftId: 'drafts.open', publishedId: 'open' },
      { actionType: 'sanity.action.document.delete', publishedId: 'open', includeDrafts: ['drafts.open'] },
      { actionType: 'sanity.action.release.create', releaseId: 'rTheirs', metadata: { title: 't', releaseType: 'asap' } },
      { actionType: 'sanity.action.release.publish', releaseId: 'rSoon' },
    ])
      expect((await act(who, action)).status, JSON.stringify(action)).toBe(403)
    await lake.client('editor').delete('drafts.theirs')
  })

  it('A write that fails in its middle leaves nothing, and a forged one does nothing', async () => {
    const response = await write('contributor', '/v2025-02-19/data/mutate/production', {
      mutations: [{ create: { _id: 'drafts.half', _type: 'sheet' } }, { patch: { id: 'open', set: { title: 'x' } } }],
    })
    expect(response.status).toBe(403)
    expect(await lake.client('editor').getDocument('drafts.half')).toBeUndefined()
    const body = JSON.stringify({ mutations: [{ delete: { id: 'open' } }] })
    for (const headers of new Array<Record<string, string>>(
      { 'content-type': 'application/json' },
      { origin: 'http://elsewhere.test', 'content-type': 'application/json' },
      { origin: 'null', 'content-type': 'application/json' },
      { origin: ORIGIN, 'content-type': 'text/plain' },
      { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      { origin: ORIGIN },
    ))
      expect((await ask('editor', '/v1/data/mutate/production', { method: 'POST', body, headers })).status, JSON.stringify(headers)).toBe(
        403,
      )
  })

  describe('listeners', () => {
    function listen(who: Asker, query: string, options: object = {}): Heard<ListenEvent<Record<string, unknown>>> {
      const heard = new Heard<ListenEvent<Record<string, unknown>>>(
        lake.client(who ?? undefined).listen(
          query,
          {},
          {
            includeResult: true,
            includePreviousRevision: true,
            includeAllVersions: true,
            effectFormat: 'mendoza',
            events: ['welcome', 'mutation'],
            ...options,
          },
        ),
      )
      onTestFinished(() => heard.stop())
      return heard
    }
    const heardOf = (heard: Heard<ListenEvent<Record<string, unknown>>>): MutationEvent[] =>
      heard.all.filter((event) => event.type === 'mutation')

    it.each(everyone)('%s hears of drafts only with a role', async (who) => {
      const heard = listen(who, '*')
      await heard.first((event) => event.type === 'welcome')
      const client = lake.client('editor')
      const id = `heard-${who}`
      await client
        .transaction()
        .create({ _id: `drafts.${id}`, _type: 'sheet', title: SECRET })
        .create({ _id: id, _type: 'sheet', title: 'public' })
        .commit()
      await client.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id })
      const published = await heard.first((event) => event.type === 'mutation' && event.documentId === id && event.transition === 'update')
      const ids = new Set(heardOf(heard).map((event) => event.documentId))
      if (who === null || who === 'reader') {
        expect(ids).toEqual(new Set([id]))
        expect(published).toMatchObject({ transactionTotalEvents: 1, transactionCurrentEvent: 1 })
      } else {
        expect(ids).toEqual(new Set([id, `drafts.${id}`]))
      }
    })

    it.each(outsiders)('%s cannot ask about what a private reference leads to by listening', async (who) => {
      const oracle = listen(who, `*[_id == "open" && private->title == "${SECRET}"]`)
      const control = listen(who, '*[_id == "open"]')
      for (const heard of [oracle, control]) await heard.first((event) => event.type === 'welcome')
      await lake
        .client('editor')
        .patch('open')
        .set({ turn: `${who}` })
        .commit()
      await control.first((event) => event.type === 'mutation')
      await lake.client('editor').create({ _id: `end-${who}`, _type: 'end' })
      const insider = listen('viewer', `*[_id == "open" && private->title == "${SECRET}"]`)
      await insider.first((event) => event.type === 'welcome')
      await lake
        .client('editor')
        .patch('open')
        .set({ turn: `${who} again` })
        .commit()
      await insider.first((event) => event.type === 'mutation')
      expect(heardOf(oracle)).toEqual([])
    })

    it.each(outsiders)('%s cannot fetch the past of published documents by resuming', async (who) => {
      const response = await ask(
        who,
        `/v2025-02-19/data/listen/production?query=*&enableResume=true&includePreviousRevision=true&includeResult=true&effectFormat=mendoza`,
        {
          headers: { 'last-event-id': `${oldRevision}#open` },
          signal: AbortSignal.timeout(20_000),
        },
      )
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!/event: (?:reset|welcomeback|mutation)/.test(text)) text += (await reader?.read())?.value ?? ''
      await reader?.cancel()
      expect(text).toContain('event: reset')
      expect(text).not.toContain(SECRET)
    })

    it.each(outsiders)('%s is refused the live events of drafts', async (who) => {
      expect((await ask(who, '/v2025-02-19/data/live/events/production?includeDrafts=true')).status).toBe(401)
    })
  })

  it('A stream of events ends with the session that it was opened with, and asking that is no use of the session', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const signedIn = new Set(['editor', 'viewer'])
    const uses: (boolean | undefined)[] = []
    const other = await startLake({
      identify: async (request, isUse) => {
        uses.push(isUse)
        const name = request.headers.get('cookie')?.slice('person='.length)
        return name && signedIn.has(name) ? PEOPLE[name === 'editor' ? 'editor' : 'viewer'] : null
      },
    })
    onTestFinished(() => other.close())
    const open = async (name: 'editor' | 'viewer', path: string): Promise<ReadableStreamDefaultReader<Uint8Array> | undefined> =>
      (await other.fetch(path, {}, name)).body?.getReader()
    const ended = [
      await open('editor', '/v1/data/listen/production?query=*'),
      await open('editor', '/v1/data/live/events/production?includeDrafts=true'),
    ]
    const goesOn = await open('viewer', '/v1/data/listen/production?query=*')
    uses.length = 0
    signedIn.delete('editor')
    vi.advanceTimersByTime(15_000)
    for (const reader of ended) while (!(await reader?.read())?.done);
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.every((isUse) => isUse === false)).toBe(true)
    let text = ''
    while (!text.includes('welcome')) text += new TextDecoder().decode((await goesOn?.read())?.value)
    await goesOn?.cancel()
  })

  it('A token that nobody knows is refused, even for what strangers may read', async () => {
    for (const authorization of ['Bearer nonsense', 'Bearer ', 'Basic ZWRpdG9yOg==', 'editor-token']) {
      expect((await ask(null, '/v1/data/query/production?query=*', { headers: { authorization } })).status, authorization).toBe(401)
    }
    expect((await ask('editor', '/v1/users/me', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401)
  })
})
