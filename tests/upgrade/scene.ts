import type { SanityClient } from '@sanity/client'
import { halves, svg } from '#tests/support/pictures.ts'

/** Somebody who follows a fact sheet, in the state that a fixture keeps. */
export const READER = { id: 'reader-of-the-fixture', name: 'Rita Reader', issuer: 'https://issuer.test', documentId: 'sheet' }

/** The last event that a listener heard before the lake was stopped. */
export const LAST_HEARD = 'edit-30#sheet'

/** Fills a lake with some of everything, through the lake's own endpoints. */
export async function playScene(client: SanityClient): Promise<void> {
  const image = await client.assets.upload('image', await halves(48, 32).png().toBuffer(), { filename: 'halves.png', title: 'Two halves' })
  await client.assets.upload('image', svg(20, 10, '<rect width="5" height="5"/>'), { filename: 'drawing.svg' })
  const file = await client.assets.upload('file', Buffer.from('year,people\n2020,1\n'), { filename: 'people.csv' })
  await client.mutate<Record<string, unknown>>(
    [
      { create: { _id: 'topic', _type: 'topic', title: 'Water — 水 — 𐀀', slug: { _type: 'slug', current: 'water' } } },
      {
        create: {
          _id: 'sheet',
          _type: 'sheet',
          slug: { _type: 'slug', current: 'the-sheet' },
          count: 0,
          numbers: [0, -1, 0.1, 1e21, 5e-324, 1.7976931348623157e308, 9_007_199_254_740_991],
          words: [{ _key: 'a', _type: 'block', text: 'One' }],
          topic: { _type: 'reference', _ref: 'topic' },
          picture: { _type: 'image', asset: { _type: 'reference', _ref: image._id } },
          table: { _type: 'file', asset: { _type: 'reference', _ref: file._id } },
          odd: { '': 1, constructor: 'c', 'a.b': [[], {}, null, true], ключ: '\u2028' },
        },
      },
      { create: { _id: 'withdrawn', _type: 'sheet', title: 'Was here' } },
      { create: { _id: 'sheet-2', _type: 'sheet', title: 'Second', topic: { _type: 'reference', _ref: 'topic', _weak: true } } },
    ],
    { transactionId: 'begin' },
  )
  // Long enough for a whole state to be kept in between.
  for (let count = 1; count <= 40; count += 1) {
    await client
      .patch('sheet')
      .inc({ count: 1 })
      .set({ [`words[_key=="a"].text`]: `One, changed ${count} times` })
      .commit({ transactionId: `edit-${count}` })
  }
  await client.delete('withdrawn')
  await draftsAndReleases(client)
  await client.request({
    method: 'PUT',
    url: '/users/me/keyvalue',
    body: [
      { key: 'studio.layout', value: { layout: 'detail', nested: [1, null, 'x'] } },
      { key: 'studio.sort', value: 'title' },
    ],
  })
}

async function draftsAndReleases(client: SanityClient): Promise<void> {
  const create = (publishedId: string, title: string) =>
    client.action({
      actionType: 'sanity.action.document.create',
      publishedId,
      attributes: { _id: `drafts.${publishedId}`, _type: 'sheet', title },
      ifExists: 'fail',
    })
  const edit = (publishedId: string, title: string, transactionId: string) =>
    client.action(
      { actionType: 'sanity.action.document.edit', publishedId, draftId: `drafts.${publishedId}`, patch: { set: { title } } },
      { transactionId },
    )
  await edit('sheet-2', 'Second, being edited', 'draft-of-second')
  await create('only-draft', 'Nobody has seen this')
  await create('published-later', 'First words')
  await edit('published-later', 'Last words', 'last-words')
  await client.action({
    actionType: 'sanity.action.document.publish',
    publishedId: 'published-later',
    draftId: 'drafts.published-later',
  })
  const release = (releaseId: string, releaseType: 'asap' | 'scheduled') =>
    client.action({ actionType: 'sanity.action.release.create', releaseId, metadata: { title: `Release ${releaseId}`, releaseType } })
  const version = (releaseId: string, publishedId: string, title: string) =>
    client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId,
      document: { _id: `versions.${releaseId}.${publishedId}`, _type: 'sheet', title },
    })
  await release('open', 'asap')
  await version('open', 'sheet-2', 'Second, in the release')
  await version('open', 'new-in-release', 'New in the release')
  await release('gone', 'asap')
  await version('gone', 'released', 'Published by a release')
  await client.action({ actionType: 'sanity.action.release.publish', releaseId: 'gone' })
  await release('later', 'scheduled')
  await version('later', 'sheet-2', 'Second, in a century')
  await client.action({ actionType: 'sanity.action.release.schedule', releaseId: 'later', publishAt: '2126-01-01T00:00:00.000Z' })
}
