import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { latestTold } from '#app/(site)/[lang]/(account)/my/latest-told.ts'
import { deliveries, items, mails, news } from '#lib/alerts/schema.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { installMailSettings } from '#tests/support/mail-settings.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'
import { someone } from '#tests/support/someone.ts'

const scene = stageSignIn()

beforeEach(() => installMailSettings())

/** Tells `reader` of a sheet, in a mail that stands as `mail` says, or in none. */
async function tell({ id: userId }: Reader, mail: Partial<typeof mails.$inferInsert> | null, dueAt: Date | null = null): Promise<void> {
  const about = { documentId: randomUUID(), number: 2, sequence: 1, at: new Date(), language: 'en', slug: 'one', heading: 'One' }
  const [made] = await database()
    .insert(news)
    .values({ ...about, kind: 'edition', weight: 2, note: null, figures: [], parts: [] })
    .returning()
  const [row] = mail
    ? await database()
        .insert(mails)
        .values({ userId, kind: 'news', address: 'reader@reader.test', language: 'en', ...mail })
        .returning()
    : []
  await database()
    .insert(items)
    .values({ userId, newsId: made?.id ?? '', pace: 'daily', mailId: row?.id ?? null, dueAt })
}

const waysOf = async (reader: Reader) => (await latestTold(reader, 'en', 5)).map(({ way }) => way)

it.each<[string, Partial<typeof mails.$inferInsert>]>([
  ['goes by mail soon', { state: 'waiting' }],
  ['goes by mail soon', { state: 'sending' }],
  // By the clock of the reader, for whom it is still the day before.
  ['sent by mail on Nov 25, 2026', { state: 'sent', endedAt: new Date('2026-11-26T02:00:00Z') }],
  ['kept in your mailbox', { state: 'kept', endedAt: new Date() }],
  ['the mail could not be delivered', { state: 'failed', endedAt: new Date() }],
  ['not sent by mail, since you no longer wanted it', { state: 'cancelled', endedAt: new Date() }],
])('News says "%s" of a mail that stands so', async (way, mail) => {
  const { reader } = await someone(scene)
  await database().insert(deliveries).values({ userId: reader.id, zone: 'America/Lima' })
  await tell(reader, mail)
  expect(await waysOf(reader)).toEqual([way])
})

it('News that is in no mail says when it will be, unless no mails go to its reader any more', async () => {
  const { reader } = await someone(scene)
  const mine = eq(deliveries.userId, reader.id)
  await tell(reader, null, new Date('2100-01-02T12:00:00Z'))
  expect(await waysOf(reader)).toEqual(['on your page'])
  await database().insert(deliveries).values({ userId: reader.id, address: 'reader@reader.test', confirmedAt: new Date(), isProved: true })
  expect(await waysOf(reader)).toEqual(['goes by mail on Jan 2, 2100'])
  await database().update(deliveries).set({ refusedAt: new Date(), feedHash: 'a feed', feedSalt: 'x' }).where(mine)
  expect(await waysOf(reader)).toEqual(['on your page and in your feed'])
})

it('News of one reader is not told to another', async () => {
  const [one, other] = [await someone(scene), await someone(scene)]
  await tell(one.reader, { state: 'sent', endedAt: new Date() })
  expect(await latestTold(other.reader, 'en', 5)).toEqual([])
})
