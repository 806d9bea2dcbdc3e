import type { Action, SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

describe('actions', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  const post = (body: unknown, by: 'editor' | 'viewer' = 'editor'): Promise<Response> =>
    lake.fetch(
      '/v2025-02-19/data/actions/production',
      { method: 'POST', headers: { origin: ORIGIN, 'content-type': 'application/json' }, body: JSON.stringify(body) },
      by,
    )
  const edit = (id: string, set: object, transactionId?: string) =>
    client.action(
      { actionType: 'sanity.action.document.edit', draftId: `drafts.${id}`, publishedId: id, patch: { set } },
      transactionId === undefined ? {} : { transactionId },
    )
  const create = (id: string, more: object = {}) =>
    client.action({
      actionType: 'sanity.action.document.create',
      publishedId: id,
      attributes: { _id: `drafts.${id}`, _type: 'thing', ...more },
      ifExists: 'fail',
    })

  it('The answer has the transaction id that was sent, and a repetition changes nothing', async () => {
    await create('echo')
    expect(await edit('echo', { title: 'a' }, 'echo-1')).toMatchObject({ transactionId: 'echo-1' })
    const kept = await client.getDocument('drafts.echo')
    expect(kept).toMatchObject({ _rev: 'echo-1' })
    expect(await edit('echo', { title: 'b' }, 'echo-1')).toMatchObject({ transactionId: 'echo-1' })
    expect(await client.getDocument('drafts.echo')).toEqual(kept)
  })

  it('A draft that is there already is not created over', async () => {
    await create('twice')
    await expect(create('twice')).rejects.toMatchObject({ statusCode: 409, details: { type: 'actionError' } })
    await client.action({
      actionType: 'sanity.action.document.create',
      publishedId: 'twice',
      attributes: { _id: 'drafts.twice', _type: 'thing', late: true },
      ifExists: 'ignore',
    })
    expect(await client.getDocument('drafts.twice')).not.toHaveProperty('late')
  })

  it('Several edits are one transaction and one revision', async () => {
    await create('many')
    const one = (set: object): Action => ({
      actionType: 'sanity.action.document.edit',
      draftId: 'drafts.many',
      publishedId: 'many',
      patch: { set },
    })
    await client.action([one({ a: 1 }), one({ b: 2 }), one({ a: 3 })], { transactionId: 'many-1' })
    expect(await client.getDocument('drafts.many')).toMatchObject({ a: 3, b: 2, _rev: 'many-1' })
  })

  it('Publishing makes references strong that waited for it', async () => {
    await create('target')
    await create('referrer', { to: { _type: 'reference', _ref: 'target', _weak: true, _strengthenOnPublish: { type: 'thing' } } })
    const publish = (id: string) =>
      client.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id })
    await expect(publish('referrer')).rejects.toMatchObject({ statusCode: 409 })
    await publish('target')
    await publish('referrer')
    expect((await client.getDocument('referrer'))?.['to']).toEqual({ _type: 'reference', _ref: 'target' })
    await expect(
      client.action({ actionType: 'sanity.action.document.unpublish', draftId: 'drafts.target', publishedId: 'target' }),
    ).rejects.toMatchObject({
      statusCode: 409,
      details: { items: [{ error: { type: 'documentHasExistingReferencesError', referencingIDs: ['referrer'] } }] },
    })
  })

  it('A publish on what has changed meanwhile is refused, and nothing of it is done', async () => {
    await create('stale', { n: 1 })
    await client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.stale', publishedId: 'stale' })
    await edit('stale', { n: 2 })
    for (const expected of [{ ifPublishedRevisionId: 'other' }, { ifDraftRevisionId: 'other' }]) {
      await expect(
        client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.stale', publishedId: 'stale', ...expected }),
      ).rejects.toMatchObject({ statusCode: 409 })
    }
    expect(await client.getDocuments(['stale', 'drafts.stale'])).toMatchObject([{ n: 1 }, { n: 2 }])
  })

  it('Unpublishing keeps what was published as the draft, unless there is one', async () => {
    await create('un', { n: 1 })
    await client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.un', publishedId: 'un' })
    await client.action({ actionType: 'sanity.action.document.unpublish', draftId: 'drafts.un', publishedId: 'un' })
    expect(await client.getDocuments(['un', 'drafts.un'])).toMatchObject([null, { n: 1 }])
  })

  it('Deleting takes the published document and the drafts named; discarding takes the draft alone', async () => {
    await create('del')
    await client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.del', publishedId: 'del' })
    await edit('del', { n: 2 })
    await client.action({ actionType: 'sanity.action.document.version.discard', versionId: 'drafts.del' })
    expect(await client.getDocuments(['del', 'drafts.del'])).toMatchObject([{ _id: 'del' }, null])
    await edit('del', { n: 3 })
    await client.action({ actionType: 'sanity.action.document.delete', publishedId: 'del', includeDrafts: ['drafts.del'] })
    expect(await client.getDocuments(['del', 'drafts.del'])).toEqual([null, null])
    await expect(
      client.action({ actionType: 'sanity.action.document.delete', publishedId: 'del', includeDrafts: [] }),
    ).rejects.toMatchObject({ statusCode: 404 })
  })

  it('A draft is not created over a published document, and a document is not deleted past versions that nobody named', async () => {
    await create('over')
    await client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.over', publishedId: 'over' })
    await expect(create('over')).rejects.toMatchObject({ statusCode: 409 })
    await edit('over', { n: 2 })
    const remove = (includeDrafts: string[]) =>
      client.action({ actionType: 'sanity.action.document.delete', publishedId: 'over', includeDrafts })
    await expect(remove([])).rejects.toMatchObject({
      statusCode: 400,
      details: { items: [{ error: { description: expect.stringContaining('drafts.over') } }] },
    })
    expect(await client.getDocument('over')).toBeDefined()
    await remove(['drafts.over'])
    expect(await client.getDocuments(['over', 'drafts.over'])).toEqual([null, null])
  })

  it('An action on a draft or version of another document is refused', async () => {
    await create('mine')
    for (const action of [
      { actionType: 'sanity.action.document.edit', draftId: 'drafts.mine', publishedId: 'yours', patch: { set: { n: 1 } } },
      { actionType: 'sanity.action.document.publish', draftId: 'drafts.mine', publishedId: 'yours' },
      { actionType: 'sanity.action.document.version.replace', document: { _id: 'drafts.nobodys', _type: 'thing' } },
    ])
      expect((await post({ actions: [action] })).status).toBe(action.actionType.endsWith('replace') ? 404 : 400)
    expect(await client.getDocument('yours')).toBeUndefined()
  })

  it('What is purged leaves nothing of itself in history, and only those who publish may do it', async () => {
    await create('secret', { words: 'not for keeping' })
    await edit('secret', { words: 'not for keeping either' }, 'secret-2')
    const purge = (by: 'editor' | 'contributor') =>
      lake
        .client(by)
        .action(
          { actionType: 'sanity.action.document.version.discard', versionId: 'drafts.secret', purge: true },
          { transactionId: 'purged' },
        )
    await expect(purge('contributor')).rejects.toMatchObject({ statusCode: 403 })
    await purge('editor')
    const { rows } = await lake.pool.query<{ n: string }>(
      `select count(*) as n from lake.change where document_id = 'drafts.secret' and change::text like '%not for keeping%'`,
    )
    expect(rows[0]?.n).toBe('0')
    for (const which of ['revision=secret-2', 'lastRevision=true'])
      expect(await client.request({ url: `/data/history/production/documents/drafts.secret?${which}` })).toEqual({ documents: [] })
    await create('secret', { words: 'new' })
    expect(await client.request({ url: '/data/history/production/documents/drafts.secret?revision=purged' })).toEqual({ documents: [] })
  })

  it('A dry run checks rights and conditions and writes nothing', async () => {
    await create('probe')
    expect(
      (
        await post({
          actions: [{ actionType: 'sanity.action.document.publish', draftId: 'drafts.probe', publishedId: 'probe' }],
          dryRun: true,
        })
      ).status,
    ).toBe(200)
    expect(await client.getDocument('probe')).toBeUndefined()
    expect(
      (
        await post({
          actions: [{ actionType: 'sanity.action.document.publish', draftId: 'drafts.none', publishedId: 'none' }],
          dryRun: true,
        })
      ).status,
    ).toBe(404)
    expect(
      (await post({ actions: [{ actionType: 'sanity.action.release.create', releaseId: 'probe' }], dryRun: true }, 'viewer')).status,
    ).toBe(403)
  })

  it('A release is published as a whole: versions become documents, one is unpublished, and the release is closed', async () => {
    for (const id of ['r1', 'r2', 'r3']) {
      await create(id, { n: 1 })
      if (id !== 'r3') await client.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id })
    }
    await client.releases.create({
      releaseId: 'rel',
      metadata: { title: 'R', description: '', releaseType: 'asap', cardinality: 'many' } as never,
    })
    const published = await client.getDocument('r1')
    await client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId: 'r1',
      baseId: 'r1',
      versionId: 'versions.rel.r1',
      ...(published && { ifBaseRevisionId: published._rev }),
    })
    await client.action({
      actionType: 'sanity.action.document.edit',
      draftId: 'versions.rel.r1',
      publishedId: 'r1',
      patch: { set: { n: 2 } },
    })
    await client.action({ actionType: 'sanity.action.document.version.unpublish', publishedId: 'r2', versionId: 'versions.rel.r2' })
    await client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId: 'r3',
      baseId: 'drafts.r3',
      versionId: 'versions.rel.r3',
    })
    const { transactionId } = await client.releases.publish({ releaseId: 'rel' })
    expect(await client.getDocuments(['r1', 'r2', 'r3', 'versions.rel.r1', 'versions.rel.r2', 'versions.rel.r3'])).toMatchObject([
      { n: 2, _rev: transactionId },
      null,
      { n: 1, _rev: transactionId },
      null,
      null,
      null,
    ])
    expect(await client.getDocument('_.releases.rel')).toMatchObject({
      state: 'published',
      publishedAt: expect.any(String),
      finalDocumentStates: [{ id: 'versions.rel.r1' }, { id: 'versions.rel.r2' }, { id: 'versions.rel.r3' }],
    })
    await expect(client.releases.publish({ releaseId: 'rel' })).rejects.toMatchObject({ statusCode: 409 })
    const events = await client.request<{ events: { type: string }[] }>({ url: '/data/history/production/events/releases/rel' })
    expect(events.events.map((event) => event.type)).toEqual([
      'publishRelease',
      'addDocumentToRelease',
      'addDocumentToRelease',
      'addDocumentToRelease',
      'createRelease',
    ])
  })

  it('A scheduled release is published at its time by itself, once, also when its time came while nobody ran', async () => {
    await client.releases.create({ releaseId: 'sched', metadata: { title: 'S', releaseType: 'scheduled' } })
    await create('sc', { n: 1 })
    await client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId: 'sc',
      baseId: 'drafts.sc',
      versionId: 'versions.sched.sc',
    })
    await client.releases.schedule({ releaseId: 'sched', publishAt: '2099-01-01T00:00:00Z' })
    expect(await client.getDocument('_.releases.sched')).toMatchObject({ state: 'scheduled', publishAt: '2099-01-01T00:00:00.000Z' })
    await client.releases.unschedule({ releaseId: 'sched' })
    expect(await client.getDocument('_.releases.sched')).not.toHaveProperty('publishAt')
    const published = new Promise<void>((resolve) => {
      const stop = lake.lake.onChange(async ({ transactionId }) => {
        if (!transactionId.startsWith('schedule-sched')) return
        stop()
        resolve()
      })
    })
    await client.releases.schedule({ releaseId: 'sched', publishAt: '2001-01-01T00:00:00Z' })
    await published
    expect(await client.getDocuments(['sc', 'versions.sched.sc', '_.releases.sched'])).toMatchObject([
      { n: 1 },
      null,
      { state: 'published' },
    ])
    const { rows } = await lake.pool.query('select id from lake.transaction where id like $1', ['schedule-sched%'])
    expect(rows).toHaveLength(1)
  })

  it('A release is edited, archived with its versions, brought back as it was, and deleted', async () => {
    await client.releases.create({ releaseId: 'arch', metadata: { title: 'A', releaseType: 'asap' } })
    await client.releases.edit({ releaseId: 'arch', patch: { set: { metadata: { title: 'B', releaseType: 'undecided' } } } })
    await create('ar')
    await client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId: 'ar',
      baseId: 'drafts.ar',
      versionId: 'versions.arch.ar',
    })
    await client.patch('versions.arch.ar').set({ n: 7 }).commit()
    await client.releases.archive({ releaseId: 'arch' })
    expect(await client.getDocuments(['versions.arch.ar', '_.releases.arch'])).toMatchObject([
      null,
      { state: 'archived', metadata: { title: 'B' } },
    ])
    await expect(client.releases.publish({ releaseId: 'arch' })).rejects.toMatchObject({ statusCode: 409 })
    await client.releases.unarchive({ releaseId: 'arch' })
    expect(await client.getDocuments(['versions.arch.ar', '_.releases.arch'])).toMatchObject([{ n: 7 }, { state: 'active' }])
    await client.releases.archive({ releaseId: 'arch' })
    await client.releases.delete({ releaseId: 'arch' })
    expect(await client.getDocument('_.releases.arch')).toBeUndefined()
  })

  it('What the lake does not understand is refused with 400, and which action it was', async () => {
    const wrong: unknown[] = [
      { actions: [] },
      { actions: {} },
      {},
      { actions: [7] },
      { actions: [{ actionType: 'sanity.action.document.variant.create' }] },
      { actions: [{ actionType: '__proto__' }] },
      { actions: [{ actionType: 'sanity.action.document.edit', draftId: 'x', publishedId: 'x', patch: {} }] },
      { actions: [{ actionType: 'sanity.action.document.edit', draftId: 'drafts.x', publishedId: 'drafts.x', patch: {} }] },
      { actions: [{ actionType: 'sanity.action.document.edit', draftId: 'drafts.x', publishedId: 'x', patch: { merge: {} } }] },
      { actions: [{ actionType: 'sanity.action.document.publish', draftId: 'drafts.a b', publishedId: 'a b' }] },
      { actions: [{ actionType: 'sanity.action.document.create', publishedId: 'x', attributes: { _id: 'drafts.y', _type: 'thing' } }] },
      { actions: [{ actionType: 'sanity.action.release.schedule', releaseId: 'x', publishAt: 'soon' }] },
      { actions: [{ actionType: 'sanity.action.release.create', releaseId: 'a.b' }] },
      { actions: [{ actionType: 'sanity.action.document.replaceDraft', publishedId: 'x', attributes: { _id: 'x', _type: 'thing' } }] },
    ]
    for (const body of wrong) {
      const response = await post(body)
      expect([JSON.stringify(body), response.status]).toEqual([JSON.stringify(body), 400])
      expect(await response.json()).toMatchObject({ error: { type: 'actionError', description: expect.any(String) } })
    }
  })
})
