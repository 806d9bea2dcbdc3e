import type { ListenEvent, LiveEvent } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { keepRole } from '#lib/content-lake/people/custom-roles.ts'
import { ORIGIN, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'
import { halves } from '#tests/support/pictures.ts'
import { askers, documents, ids, insiders, isNews, modes, news, reads, role, sport, type Asker, type Mode } from '#tests/support/roles.ts'

const sorted = (some: Iterable<string>): string[] => [...some].toSorted()

describe('each role at each endpoint', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
    await keepRole(lake.pool, role)
    for (const mode of modes) {
      await lake.client('administrator').datasets.create(mode, { aclMode: mode })
      const client = lake.client('editor').withConfig({ dataset: mode })
      await client.action({ actionType: 'sanity.action.release.create', releaseId: 'rNext', metadata: { releaseType: 'asap' } })
      const transaction = client.transaction()
      transaction.create({ _id: 'hub', _type: 'hub' })
      for (const [id, content] of Object.entries(documents))
        if (id !== '_.releases.rNext')
          transaction.create({ _id: id, ...content, title: `title of ${id}`, hub: { _type: 'reference', _ref: 'hub', _weak: true } })
      await transaction.commit()
    }
  })
  afterAll(() => lake.close())

  const get = async (who: Asker, path: string): Promise<Response> => lake.fetch(path, {}, who ?? undefined)
  const result = async (who: Asker, mode: Mode, query: string, more = ''): Promise<unknown> => {
    const answer = await (
      await get(who, `/v2025-02-19/data/query/${mode}?perspective=raw&query=${encodeURIComponent(query)}${more}`)
    ).json()
    return answer.result
  }

  /** Each way in which documents come out of the lake: the ids that `who` gets. */
  const ways: Readonly<Record<string, (who: Asker, mode: Mode) => Promise<string[]>>> = {
    'a query': async (who, mode) => (await result(who, mode, '*[defined(title) || _type == "system.release"]._id')) as string[],
    'a query by each id': async (who, mode) => {
      const found = await Promise.all(ids.map((id) => result(who, mode, `*[_id == "${id}"][0]._id`)))
      return found.filter((id) => typeof id === 'string')
    },
    'a count': async (who, mode) => {
      const counts = await Promise.all(ids.map((id) => result(who, mode, `count(*[_id == "${id}"])`)))
      return ids.filter((_, index) => counts[index] === 1)
    },
    'following references': async (who, mode) => {
      const titles = await Promise.all(
        ids.map((id) => result(who, mode, `{"to": {"_type": "reference", "_ref": "${id}"}}.to->{"id": _id}.id`)),
      )
      return ids.filter((id, index) => titles[index] === id)
    },
    'references()': async (who, mode) => {
      const found = (await result(who, mode, '*[references("hub")]._id')) as string[]
      // The release refers to nothing; it is asked for by itself.
      return [...found, ...((await result(who, mode, 'releases::all()[]._id')) as string[])]
    },
    documents: async (who, mode) => {
      const { documents: found } = await (await get(who, `/v1/data/doc/${mode}/${ids.join()}`)).json()
      return found.map((document: { _id: string }) => document._id)
    },
    'an export': async (who, mode) => {
      const lines = (await (await get(who, `/v1/data/export/${mode}`)).text()).split('\n').filter((line) => line !== '')
      return lines.map((line) => (JSON.parse(line) as { _id: string })._id).filter((id) => ids.includes(id))
    },
    'what refers to a document': async (who, mode) => {
      const response = await get(who, `/v1/data/references/${mode}/documents/hub/to`)
      if (!response.ok) return []
      const { references, totalCount } = await response.json()
      expect(totalCount).toBe(references.length)
      const found: string[] = references.map((one: { documentId: string }) => one.documentId)
      return reads(who, mode, '_.releases.rNext') ? [...found, '_.releases.rNext'] : found
    },
  }

  describe.each(Object.keys(ways))('%s', (way) => {
    it.each(askers.flatMap((who) => modes.map((mode) => [who, mode] as const)))(
      'gives %s of a %s dataset what is theirs',
      async (who, mode) => {
        const found = await ways[way]?.(who, mode)
        expect(sorted(found ?? [])).toEqual(sorted(ids.filter((id) => reads(who, mode, id))))
      },
    )
  })

  it.each(askers.flatMap((who) => modes.map((mode) => [who, mode] as const)))(
    'History tells %s of a %s dataset of what is theirs, if their role reads history',
    async (who, mode) => {
      const expected = who === null || who === 'reader' ? [] : ids.filter((id) => (who === 'newsroom' ? isNews(id) : true))
      const log = await get(who, `/v1/data/history/${mode}/transactions/${ids.join()}?effectFormat=mendoza&limit=50`)
      const past = await get(who, `/v1/data/history/${mode}/documents/${ids.join()}?lastRevision=true`)
      if (who === null || who === 'reader') {
        expect([log.status, past.status]).toEqual(who === null ? [401, 401] : [403, 403])
        return
      }
      const lines = (await log.text())
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
      expect(sorted(new Set(lines.flatMap((line) => line.documentIDs).filter((id: string) => ids.includes(id))))).toEqual(sorted(expected))
      expect(sorted(new Set(lines.flatMap((line) => Object.keys(line.effects)).filter((id) => ids.includes(id))))).toEqual(sorted(expected))
      const { documents: states } = await past.json()
      expect(sorted(states.map((state: { _id: string }) => state._id))).toEqual(sorted(expected))
      for (const id of ids) {
        const { events } = await (await get(who, `/v1/data/history/${mode}/events/documents/${id}`)).json()
        expect(Object.keys(events), id).toEqual(expected.includes(id) ? [id] : [])
      }
      const { events } = await (await get(who, `/v1/data/history/${mode}/events/releases/rNext`)).json()
      expect(events.length > 0).toBe(expected.includes('_.releases.rNext'))
    },
  )

  it.each(askers.flatMap((who) => modes.map((mode) => [who, mode] as const)))(
    'A listener hears for %s of a %s dataset what is theirs',
    async (who, mode) => {
      const client = lake.client(who ?? undefined).withConfig({ dataset: mode })
      const everything = ids.filter((id) => reads(who, mode, id))
      const insider = lake.client('editor').withConfig({ dataset: mode })
      const touch = insider.transaction()
      for (const id of ids) if (id !== '_.releases.rNext') touch.patch(id, { set: { touched: `by ${who}` } })
      if (mode === 'private' && (who === null || who === 'reader')) {
        const response = await get(who, `/v1/data/listen/${mode}?query=*`)
        expect(response.status).toBe(who === null ? 401 : 403)
        expect((await get(who, `/v1/data/live/events/${mode}`)).status).toBe(who === null ? 401 : 403)
        return
      }
      const heard = new Heard<ListenEvent<Record<string, unknown>>>(
        client.listen(
          '*[defined(touched)]',
          {},
          { events: ['welcome', 'mutation'], includeAllVersions: true, includePreviousRevision: true },
        ),
      )
      onTestFinished(() => heard.stop())
      await heard.first((event) => event.type === 'welcome')
      await touch.commit()
      await heard.first((event) => event.type === 'mutation' && event.transactionCurrentEvent === event.transactionTotalEvents)
      const mutations = heard.all.filter((event) => event.type === 'mutation')
      expect(sorted(mutations.map((event) => event.documentId))).toEqual(sorted(everything.filter((id) => id !== '_.releases.rNext')))
    },
  )

  it('Each may change what is theirs to change, whatever the state before and after, and nothing else', async () => {
    const may = (who: Asker, before: string, after: { _type: string; section?: string }): boolean => {
      if (who === 'editor' || who === 'administrator') return true
      if (who === 'contributor') return /^(?:drafts|versions)\./.test(before)
      return who === 'newsroom' && isNews(before) && after.section === 'news'
    }
    for (const mode of modes)
      for (const who of askers)
        for (const id of ids)
          for (const after of [news, sport]) {
            const response = await lake.fetch(
              `/v1/data/mutate/${mode}?dryRun=true&returnDocuments=true`,
              {
                method: 'POST',
                body: JSON.stringify({ mutations: [{ patch: { id, set: { section: after.section } } }] }),
                headers: { origin: ORIGIN, 'content-type': 'application/json' },
              },
              who ?? undefined,
            )
            const what = `${who} makes ${id} ${after.section} in ${mode}`
            if (may(who, id, after)) expect(response.status, what).toBe(200)
            // What may not be read is not there.
            else if (who === 'newsroom') expect(response.status, what).toBe(reads(who, mode, id) ? 403 : 404)
            else expect(response.status, what).toBe(who === null ? 401 : 403)
          }
  })

  it('A document that leaves what a role may see disappears for its listener, and appears when it comes in, without a word of the other state', async () => {
    const client = lake.client('newsroom').withConfig({ dataset: 'private' })
    const heard = new Heard<ListenEvent<Record<string, unknown>>>(
      client.listen(
        '*',
        {},
        { events: ['welcome', 'mutation'], includeAllVersions: true, includePreviousRevision: true, effectFormat: 'mendoza' },
      ),
    )
    onTestFinished(() => heard.stop())
    await heard.first((event) => event.type === 'welcome')
    const insider = lake.client('editor').withConfig({ dataset: 'private' })
    await insider.create({ _id: 'moving', ...sport, title: 'untold' })
    await insider.patch('moving').set({ section: 'news', title: 'told' }).commit({ transactionId: 'comes' })
    await insider.patch('moving').set({ title: 'told again' }).commit()
    await insider.patch('moving').set({ section: 'sport', title: 'untold' }).commit({ transactionId: 'goes' })
    await insider.patch('moving').set({ title: 'untold too' }).commit()
    await insider.delete('moving')
    await insider.create({ _id: 'end', ...news })
    await heard.first((event) => event.type === 'mutation' && event.documentId === 'end')
    const told = heard.all.filter((event) => event.type === 'mutation')
    expect(told.map((event) => [event.documentId, event.transition])).toEqual([
      ['moving', 'appear'],
      ['moving', 'update'],
      ['moving', 'disappear'],
      ['end', 'appear'],
    ])
    expect(JSON.stringify(told)).not.toContain('untold')
    expect(told[0]).not.toHaveProperty('previousRev')
    expect(told[0]?.result).toMatchObject({ title: 'told' })
    expect(told[2]).toMatchObject({ previous: { title: 'told again' }, mutations: [{ delete: { id: 'moving' } }] })
    await insider.delete('end')
  })

  it.each([
    ['a stranger', null, 'public', false],
    ["a role of one's own", 'newsroom', 'private', true],
  ] as const)('Live events tell %s of what is theirs, also after a pause, and of nothing else', async (_what, who, mode, includeDrafts) => {
    const client = lake.client(who ?? undefined).withConfig({ dataset: mode })
    const insider = lake.client('editor').withConfig({ dataset: mode })
    const theirs = await client.fetch('*[_id == "news-1"]', {}, { filterResponse: false, perspective: 'raw' })
    const hidden = await lake
      .client('viewer')
      .withConfig({ dataset: mode })
      .fetch(
        '*[_id in ["secret.note", "secret.post-slug"] || _type == "hidden" || slug.current == "hidden"]',
        {},
        { filterResponse: false, perspective: 'raw' },
      )
    const live = new Heard<LiveEvent>(client.live.events({ includeDrafts }))
    onTestFinished(() => live.stop())
    const welcome = await live.first((event) => event.type === 'welcome')
    await insider.createOrReplace({ _id: 'secret.post-slug', _type: 'hidden', slug: { current: 'hidden' } })
    await insider.patch('secret.note').set({ title: 'again' }).commit()
    await insider
      .transaction()
      .patch('secret.note', { set: { title: 'and again' } })
      .patch('news-1', { set: { turn: `${who}` } })
      .commit()
    await live.first((event) => event.type === 'message')
    const messages = live.all.filter((event) => event.type === 'message')
    expect(messages).toHaveLength(1)
    expect(messages[0]?.tags.some((tag) => theirs.syncTags?.includes(tag))).toBe(true)
    const told = new Set<string>(messages.flatMap((event) => event.tags))
    expect((hidden.syncTags ?? []).filter((tag) => told.has(tag))).toEqual([])
    // The stream that comes back is told to start anew, since tags of the past are not kept by state.
    const path = `/v2025-02-19/data/live/events/${mode}?includeDrafts=${includeDrafts}`
    const reader = (
      await lake.fetch(path, { headers: { 'last-event-id': 'id' in welcome ? welcome.id : '' } }, who ?? undefined)
    ).body?.getReader()
    let text = ''
    while (!text.includes('event: welcome')) text += new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
    expect(text).toContain('event: restart')
    expect(text).not.toContain('event: message')
  })

  it('A draft that may not be read hides nothing, in no perspective', async () => {
    const insider = lake.client('editor').withConfig({ dataset: 'public' })
    await insider.create({ _id: 'covered', ...news, title: 'published' })
    await insider.create({ _id: 'drafts.covered', ...sport, title: 'hidden draft' })
    const asked = (name: PersonName): Promise<unknown> =>
      lake.client(name).withConfig({ dataset: 'public' }).fetch('*[_id == "covered"][0].title', {}, { perspective: 'drafts' })
    expect(await asked('viewer')).toBe('hidden draft')
    expect(await asked('newsroom')).toBe('published')
  })

  it('A picture of a private dataset is given to those alone who may read its document, and kept by no shared cache', async () => {
    const upload = async (dataset: string) =>
      lake
        .client('editor')
        .withConfig({ dataset })
        .assets.upload('image', await halves(24, 16).png().toBuffer())
    const status = async (who: Asker, url: string): Promise<number> => (await get(who, new URL(url).pathname.replace('/lake', ''))).status
    const [open, closed] = [await upload('public'), await upload('private')]
    for (const who of askers) {
      expect(await status(who, open.url), `${who}`).toBe(200)
      expect(await status(who, closed.url), `${who}`).toBe(insiders.has(who) ? 200 : 404)
    }
    const response = await get('viewer', new URL(closed.url).pathname.replace('/lake', ''))
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
  })

  it('Whoever may not publish schedules no release either, since the lake would publish for them', async () => {
    await keepRole(lake.pool, {
      ...role,
      grants: [
        { filter: '_id in path("**")', permissions: ['read'] },
        { filter: '_id in path("_.releases.*")', permissions: ['create', 'update'] },
      ],
    })
    onTestFinished(async () => {
      await lake.pool.query('update lake.role set grants = $1', [JSON.stringify(role.grants)])
      await lake.client('administrator').datasets.delete('releases')
    })
    // Making a dataset reads the register anew, roles too.
    await lake.client('administrator').datasets.create('releases')
    const editor = lake.client('editor').withConfig({ dataset: 'releases' })
    await editor.action({ actionType: 'sanity.action.release.create', releaseId: 'rA', metadata: { releaseType: 'scheduled' } })
    await editor.create({ _id: 'versions.rA.news-1', ...news })
    const schedule = { actionType: 'sanity.action.release.schedule', releaseId: 'rA', publishAt: '2099-01-01T00:00:00Z' } as const
    await expect(lake.client('newsroom').withConfig({ dataset: 'releases' }).action(schedule)).rejects.toMatchObject({ statusCode: 403 })
    await editor.action(schedule)
  })
})
