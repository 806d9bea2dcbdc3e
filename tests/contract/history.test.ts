import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyEffect } from '#tests/support/effects.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

interface Transaction {
  readonly id: string
  readonly author: string
  readonly documentIDs: readonly string[]
  readonly effects: Record<string, { apply: unknown[]; revert: unknown[] }>
}

describe('history', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  const at = async (ids: string, which: string): Promise<Record<string, unknown>[]> =>
    (await client.request<{ documents: Record<string, unknown>[] }>({ url: `/data/history/production/documents/${ids}?${which}` }))
      .documents

  /** As `getDocumentTransactions.ts` of the Studio asks. */
  async function transactions(ids: string, from = '', more = ''): Promise<Transaction[]> {
    const query = `excludeContent=true&limit=50&includeIdentifiedDocumentsOnly=true&effectFormat=mendoza&fromTransaction=${from}&toTransaction=${more}`
    const response = await lake.fetch(`/v2025-02-19/data/history/production/transactions/${ids}?${query}`, {}, 'editor')
    expect(response.status).toBe(200)
    return (await response.text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Transaction)
  }

  const events = async (id: string): Promise<Record<string, unknown>[]> =>
    (
      await client.request<{ events: Record<string, Record<string, unknown>[]> }>({
        url: `/data/history/production/events/documents/${id}?limit=100`,
      })
    ).events[id] ?? []

  const edit = (id: string, title: string, transactionId: string) =>
    client.action(
      { actionType: 'sanity.action.document.edit', draftId: `drafts.${id}`, publishedId: id, patch: { set: { title } } },
      { transactionId },
    )

  it('Each revision of a document is given as it was, across whole states kept between', async () => {
    await client.mutate([{ create: { _id: 'long', _type: 'thing', n: 0, words: ['zero'] } }], { transactionId: 'long-0' })
    const states = [await client.getDocument('long')]
    for (let n = 1; n <= 75; n += 1)
      states.push(
        await client
          .patch('long')
          .set({ n })
          .append('words', [`word ${n}`])
          .commit({ transactionId: `long-${n}` }),
      )
    for (const n of [0, 1, 30, 31, 32, 33, 63, 64, 74, 75]) expect(await at('long', `revision=long-${n}`)).toEqual([states[n]])
    expect(await at('long', 'revision=never-was')).toEqual([])
  })

  it('A draft that was published stays readable at its old revisions, and a deleted document at its last', async () => {
    await client.mutate([{ create: { _id: 'drafts.gone', _type: 'thing', title: 'First' } }], { transactionId: 'gone-1' })
    await edit('gone', 'Second', 'gone-2')
    const draft = await client.getDocument('drafts.gone')
    await client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.gone', publishedId: 'gone' })
    expect(await at('gone,drafts.gone', 'revision=gone-2')).toEqual([draft])
    expect(await at('gone,drafts.gone', 'revision=gone-1')).toMatchObject([{ _id: 'drafts.gone', _rev: 'gone-1', title: 'First' }])
    const published = await client.getDocument('gone')
    await client.delete('gone')
    expect(await at('gone,drafts.gone', 'lastRevision=true')).toEqual(expect.arrayContaining([published, draft]))
  })

  it('A document is given as it was at a time', async () => {
    await client.mutate([{ create: { _id: 'timed', _type: 'thing', n: 1 } }])
    const first = await client.getDocument('timed')
    expect(await at('timed', `time=${first?._updatedAt ?? ''}`)).toEqual([first])
    expect(await at('timed', 'time=2001-01-01T00:00:00Z')).toEqual([])
  })

  it('The log gives the transactions of a draft in pages that begin with the last seen, and their effects lead from each state to the next', async () => {
    for (let n = 1; n <= 60; n += 1) {
      if (n === 1) await client.mutate([{ create: { _id: 'drafts.log', _type: 'thing', title: '' } }], { transactionId: 'log-1' })
      else await edit('log', 'x'.repeat(n), `log-${n}`)
    }
    const first = await transactions('drafts.log')
    expect(first.map((transaction) => transaction.id)).toEqual(Array.from({ length: 50 }, (_, index) => `log-${index + 1}`))
    const second = await transactions('drafts.log', 'log-50')
    expect(second.map((transaction) => transaction.id)).toEqual(Array.from({ length: 11 }, (_, index) => `log-${index + 50}`))
    expect(await transactions('drafts.log', 'log-3', 'log-5')).toHaveLength(3)
    let state: object | null = null
    for (const { id, effects } of [...first, ...second.slice(1)]) state = applyEffect(state, effects['drafts.log']?.apply, id)
    expect(state).toEqual(await client.getDocument('drafts.log'))
    expect(first[0]).toMatchObject({ author: 'editor', documentIDs: ['drafts.log'], effects: { 'drafts.log': { revert: [0, null] } } })
  })

  it('A timeline of edits, publishes, a discard and a deletion is told as events, newest first, for the document and for its draft', async () => {
    const id = 'told'
    await client.action(
      {
        actionType: 'sanity.action.document.create',
        publishedId: id,
        attributes: { _id: `drafts.${id}`, _type: 'thing' },
        ifExists: 'fail',
      },
      { transactionId: 'told-1' },
    )
    await edit(id, 'One', 'told-2')
    const { transactionId: publish } = await client.action({
      actionType: 'sanity.action.document.publish',
      draftId: `drafts.${id}`,
      publishedId: id,
    })
    await edit(id, 'Two', 'told-3')
    const { transactionId: discard } = await client.action({
      actionType: 'sanity.action.document.version.discard',
      versionId: `drafts.${id}`,
    })
    const { transactionId: unpublish } = await client.action({
      actionType: 'sanity.action.document.unpublish',
      draftId: `drafts.${id}`,
      publishedId: id,
    })
    expect(discard).not.toBe(publish)
    expect(await events(`drafts.${id}`)).toMatchObject([
      { type: 'createDocumentVersion', versionRevisionId: unpublish },
      { type: 'deleteDocumentVersion', versionId: `drafts.${id}`, versionRevisionId: 'told-3' },
      { type: 'createDocumentVersion', versionRevisionId: 'told-3' },
      {
        type: 'publishDocumentVersion',
        revisionId: publish,
        versionId: `drafts.${id}`,
        versionRevisionId: 'told-2',
        publishCause: 'document.publish',
      },
      {
        type: 'createDocumentVersion',
        documentId: id,
        versionId: `drafts.${id}`,
        versionRevisionId: 'told-1',
        author: 'editor',
        timestamp: expect.any(String),
      },
    ])
    expect(await events(id)).toMatchObject([
      { type: 'unpublishDocument', versionId: `drafts.${id}`, versionRevisionId: unpublish },
      { type: 'publishDocumentVersion', revisionId: publish, versionId: `drafts.${id}`, versionRevisionId: 'told-2' },
    ])
  })

  it('Events come in pages', async () => {
    for (let n = 0; n < 5; n += 1) await client.createOrReplace({ _id: 'paged', _type: 'thing', n })
    const page = (cursor: string) =>
      client.request<{ events: Record<string, { revisionId: string }[]>; nextCursor: string }>({
        url: `/data/history/production/events/documents/paged?limit=2&nextCursor=${cursor}`,
      })
    const first = await page('')
    const second = await page(first.nextCursor)
    const third = await page(second.nextCursor)
    expect([first, second, third].map((one) => one.events['paged']?.length)).toEqual([2, 2, 1])
    expect(third.nextCursor).toBe('')
    expect(new Set([first, second, third].flatMap((one) => one.events['paged']?.map((event) => event.revisionId) ?? [])).size).toBe(5)
  })

  it('Restoring an old revision makes it the draft, whole', async () => {
    await client.mutate([{ create: { _id: 'restored', _type: 'thing', title: 'Old', extra: [1] } }], { transactionId: 'restored-1' })
    await client.mutate([{ createOrReplace: { _id: 'restored', _type: 'thing', title: 'New' } }])
    const [old] = await at('restored,drafts.restored', 'revision=restored-1')
    const { _updatedAt: _, ...attributes } = old ?? {}
    await client.action({
      actionType: 'sanity.action.document.replaceDraft',
      publishedId: 'restored',
      attributes: { ...attributes, _id: 'drafts.restored', _type: 'thing' },
    })
    expect(await client.getDocument('drafts.restored')).toMatchObject({ title: 'Old', extra: [1] })
  })

  it('History is for people and tokens with a role, and refuses what it does not understand', async () => {
    const path = '/v2025-02-19/data/history/production/documents/long?revision=long-1'
    expect((await lake.fetch(path)).status).toBe(401)
    expect((await lake.fetch(path, {}, 'reader')).status).toBe(403)
    expect((await lake.fetch(path, {}, 'viewer')).status).toBe(200)
    for (const wrong of [
      'documents/a..b?revision=x',
      'documents/long?time=yesterday',
      'transactions/long?limit=-1',
      'transactions/long?fromTime=x',
      'events/documents/long?nextCursor=x',
    ]) {
      expect([wrong, (await lake.fetch(`/v2025-02-19/data/history/production/${wrong}`, {}, 'editor')).status]).toEqual([wrong, 400])
    }
    expect((await lake.fetch('/v2025-02-19/data/history/production/transactions/long?fromTransaction=never', {}, 'editor')).status).toBe(
      404,
    )
  })
})
