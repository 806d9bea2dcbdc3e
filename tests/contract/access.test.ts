import type { ListenEvent } from '@sanity/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ORIGIN, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'
import { halves } from '#tests/support/pictures.ts'

type Asker = PersonName | null
const askers: readonly Asker[] = [null, 'reader', 'viewer', 'contributor', 'editor', 'administrator', 'newsroom']
const insiders: readonly Asker[] = ['viewer', 'contributor', 'editor', 'administrator']
const modes = ['public', 'private'] as const
type Mode = (typeof modes)[number]

const news = { _type: 'post', section: 'news' }
const sport = { _type: 'post', section: 'sport' }
/** One document of each kind: published, draft, version, with a dot, of the system, of another type. */
const documents: Readonly<Record<string, { _type: string; section?: string }>> = {
  'news-1': news,
  'sport-1': sport,
  'note-1': { _type: 'note' },
  'drafts.news-1': news,
  'drafts.sport-1': sport,
  'drafts.note-1': { _type: 'note' },
  'versions.rNext.news-1': news,
  'versions.rNext.sport-1': sport,
  'secret.note': { _type: 'note' },
  'secret.news': news,
  '_.releases.rNext': { _type: 'system.release' },
}
const ids = Object.keys(documents)

const role = {
  name: 'newsroom',
  title: 'Newsroom',
  grants: [{ filter: '_type == "post" && section == "news"', permissions: ['read', 'create', 'update', 'history'] }],
}
const isNews = (id: string): boolean => documents[id] === news

/** What the README says of who reads what. */
function reads(who: Asker, mode: Mode, id: string): boolean {
  if (insiders.includes(who)) return true
  return (mode === 'public' && !id.includes('.')) || (who === 'newsroom' && isNews(id))
}

const sorted = (some: Iterable<string>): string[] => [...some].toSorted()

describe('each role at each endpoint', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
    await lake.pool.query('insert into lake.role (name, title, grants) values ($1, $2, $3)', [
      role.name,
      role.title,
      JSON.stringify(role.grants),
    ])
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
      expect(await status(who, closed.url), `${who}`).toBe(insiders.includes(who) ? 200 : 404)
    }
    const response = await get('viewer', new URL(closed.url).pathname.replace('/lake', ''))
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
  })

  it('Whoever may not publish schedules no release either, since the lake would publish for them', async () => {
    await lake.pool.query(
      'insert into lake.role (name, title, grants) values ($1, $1, $2) on conflict (name) do update set grants = excluded.grants',
      [
        'newsroom',
        JSON.stringify([
          { filter: '_id in path("**")', permissions: ['read'] },
          { filter: '_id in path("_.releases.*")', permissions: ['create', 'update'] },
        ]),
      ],
    )
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

describe('what may not be read changes no answer', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
    await lake.pool.query('insert into lake.role (name, title, grants) values ($1, $2, $3)', [
      role.name,
      role.title,
      JSON.stringify(role.grants),
    ])
    await lake.client('administrator').datasets.create('private', { aclMode: 'private' })
    for (const dataset of ['production', 'private']) {
      const client = lake.client('editor').withConfig({ dataset })
      await client.create({
        _id: 'news-1',
        ...news,
        title: 'open',
        to: ids.map((_ref) => ({ _key: _ref.replaceAll('.', '-'), _type: 'reference', _weak: true, _ref })),
      })
    }
  })
  afterAll(() => lake.close())

  const queries = [
    '*',
    'count(*)',
    '*[title match "sec*"]',
    '*[_type == "post"] | order(title desc)[0...3]',
    '*[_id == "news-1"]{title, "followed": to[]->{_id, title}, "back": *[references(^._id)]._id}',
    '*[_type == "note" || section == "sport"]{_id, title}',
    'releases::all()',
    '*[sanity::versionOf("news-1")]._id',
    '*[_id in path("drafts.**")]',
    '*[title == "secret 1"][0]',
  ]
  const perspectives = ['raw', 'published', 'drafts', 'rNext,drafts']
  const restricted: readonly (readonly [Asker, string])[] = [
    [null, 'production'],
    [null, 'private'],
    ['reader', 'private'],
    ['newsroom', 'production'],
    ['newsroom', 'private'],
  ]

  async function answers(who: Asker, dataset: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {}
    const paths = [
      ...queries.flatMap((query) =>
        perspectives.map(
          (perspective) =>
            `/v2025-02-19/data/query/${dataset}?perspective=${perspective}&resultSourceMap=true&query=${encodeURIComponent(query)}`,
        ),
      ),
      `/v1/data/doc/${dataset}/${ids.join()}`,
      `/v1/data/export/${dataset}`,
      `/v1/data/references/${dataset}/documents/news-1/to`,
      `/v1/data/history/${dataset}/transactions/${ids.join()}?effectFormat=mendoza`,
      `/v1/data/history/${dataset}/documents/${ids.join()}?lastRevision=true`,
      `/v1/data/history/${dataset}/events/documents/${ids.join()}`,
      `/v1/data/history/${dataset}/events/releases/rNext`,
      '/v1/projects/local/new-content-release-allowed',
    ]
    for (const path of paths) {
      const response = await lake.fetch(path, {}, who ?? undefined)
      found[path] = `${response.status} ${(await response.text()).replace(/"ms":\d+/, '')}`
    }
    const mutations = [
      { patch: { query: '*', set: { seen: true } } },
      { delete: { query: '*[title match "secret*"]' } },
      ...ids.flatMap((id) => [{ patch: { id, set: { title: 'x' } } }, { delete: { id } }]),
    ]
    for (const mutation of mutations) {
      const body = JSON.stringify({ mutations: [mutation], transactionId: 'probe' })
      const init = { method: 'POST', body, headers: { origin: ORIGIN, 'content-type': 'application/json' } }
      const response = await lake.fetch(`/v1/data/mutate/${dataset}?dryRun=true&returnDocuments=true`, init, who ?? undefined)
      found[body] = `${response.status} ${(await response.text()).replaceAll(/"_updatedAt":"[^"]*"/g, '')}`
    }
    return found
  }

  const hiddenFrom = (who: Asker, dataset: string): string[] =>
    ids.filter((id) => !reads(who, dataset === 'private' ? 'private' : 'public', id) && id !== '_.releases.rNext')

  it.each(restricted)('to %s in %s', async (who, dataset) => {
    const hidden = hiddenFrom(who, dataset)
    const client = lake.client('editor').withConfig({ dataset })
    const isListening = !(dataset === 'private' && who !== 'newsroom')
    const listener = lake.client(who ?? undefined).withConfig({ dataset })
    const heard = new Heard<ListenEvent<Record<string, unknown>>>(
      listener.listen('*', {}, { events: ['welcome', 'mutation'], includeAllVersions: true }),
    )
    onTestFinished(() => heard.stop())
    if (isListening) await heard.first((event) => event.type === 'welcome')
    const before = await answers(who, dataset)
    const change = fc.record({ id: fc.constantFrom(...hidden), title: fc.constantFrom('secret 1', 'secret 2', 'open'), goes: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        for (const { id, title, goes } of changes)
          if (goes) await client.delete(id)
          else
            await client.createOrReplace({
              _id: id,
              ...documents[id],
              _type: documents[id]?._type ?? 'note',
              title,
              to: { _type: 'reference', _weak: true, _ref: 'news-1' },
            })
        expect(await answers(who, dataset)).toEqual(before)
      }),
      { numRuns: 6, seed: 4 },
    )
    expect(heard.all.filter((event) => event.type === 'mutation')).toEqual([])
  })
})
