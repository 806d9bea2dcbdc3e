import { and, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Pace } from '#lib/accounts/follow-rule.ts'
import type { FollowTarget } from '#lib/accounts/follow-target.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { isZone, nextDigest } from './digest-times.ts'
import { mailWay } from './mail-way.ts'
import { confirmations, deliveries, mails } from './schema.ts'

/** How a reader is told. */
export type Delivery = Omit<typeof deliveries.$inferSelect, 'userId'>

/** How long the link to a new address counts. */
const CONFIRM_MS = 24 * 3_600_000
/** As many links are sent to addresses that somebody gives within that time: nobody's mailbox is to be filled by others. */
const CONFIRM_MAX = 5

const NONE: Delivery = {
  language: 'en',
  zone: 'UTC',
  address: null,
  confirmedAt: null,
  isProved: false,
  isOn: true,
  refusedAt: null,
  refusal: null,
  lastMailAt: null,
  feedSalt: null,
  feedHash: null,
}

/** An address that mails can be sent to, as far as its spelling tells. */
export const addressSchema = z.email().max(254)

/** How the reader is told; as nobody has said otherwise, if they have not. */
export async function findDelivery(reader: Reader): Promise<Delivery> {
  const [found] = await database().select().from(deliveries).where(eq(deliveries.userId, reader.id))
  return found ?? NONE
}

/** Whether mails go to whoever is told so. Where there is a mail server, an address that only the mailbox of the demonstration proved gets none. */
export function getsMails({ confirmedAt, isProved, isOn, refusedAt }: Delivery): boolean {
  return confirmedAt !== null && isOn && refusedAt === null && (isProved || mailWay() === 'mailbox')
}

/** The address that waits for the reader to come by the link sent there, and the id of the link; null if none does. */
export async function pendingAddress(reader: Reader): Promise<{ readonly id: string; readonly address: string } | null> {
  const { id, address } = confirmations
  const [found] = await database()
    .select({ id, address })
    .from(confirmations)
    .where(and(eq(confirmations.userId, reader.id), gt(confirmations.expiresAt, new Date())))
  return found ?? null
}

/** Changes the language of mails and the time zone by which they go. False if there is no such zone, and then nothing is changed. */
export async function changeDelivery(reader: Reader, change: { readonly language: Language; readonly zone: string }): Promise<boolean> {
  if (!isZone(change.zone)) return false
  await set(reader, change)
  return true
}

/** Sends a link to `address`, by which the reader proves that they get mail there; until they do, mails go where they went. */
export async function askForAddress(reader: Reader, address: string, language: Language): Promise<'sent' | 'tooMany' | 'noMail'> {
  if (mailWay() === 'none') return 'noMail'
  const since = new Date(Date.now() - CONFIRM_MS)
  const asked = and(eq(mails.userId, reader.id), eq(mails.kind, 'confirmation'), gt(mails.createdAt, since))
  if ((await database().$count(mails, asked)) >= CONFIRM_MAX) return 'tooMany'
  const expiresAt = new Date(Date.now() + CONFIRM_MS)
  await database().transaction(async (transaction) => {
    await transaction.delete(confirmations).where(eq(confirmations.userId, reader.id))
    const [made] = await transaction
      .insert(confirmations)
      .values({ userId: reader.id, address, expiresAt })
      .returning({ id: confirmations.id })
    // The mail and what it confirms have one id: the link is about both.
    if (made) await transaction.insert(mails).values({ id: made.id, userId: reader.id, kind: 'confirmation', address, language })
  })
  await set(reader, { language })
  return 'sent'
}

/** The address that the link `id` was sent to; null if it was used, replaced or is too old. */
export async function addressToConfirm(id: string): Promise<string | null> {
  const [found] = await database()
    .select({ address: confirmations.address })
    .from(confirmations)
    .where(and(eq(confirmations.id, id), gt(confirmations.expiresAt, new Date())))
  return found?.address ?? null
}

/** Makes the address that the link `id` was sent to that of whoever asked for it. Null if the link was used, replaced or is too old. */
export async function confirmAddress(id: string): Promise<string | null> {
  return database().transaction(async (transaction) => {
    const [found] = await transaction
      .delete(confirmations)
      .where(and(eq(confirmations.id, id), gt(confirmations.expiresAt, new Date())))
      .returning()
    if (!found) return null
    const { userId, address } = found
    const [mail] = await transaction.select({ state: mails.state }).from(mails).where(eq(mails.id, id))
    // What only stood in the mailbox of the demonstration proves nothing once there is a mail server.
    const told = { address, confirmedAt: new Date(), isProved: mail?.state !== 'kept', isOn: true, refusedAt: null, refusal: null }
    await transaction
      .insert(deliveries)
      .values({ userId, ...told })
      .onConflictDoUpdate({ target: deliveries.userId, set: told })
    return address
  })
}

/** Takes the reader's address away, and what waits to be sent there. */
export async function forgetAddress(reader: Reader): Promise<void> {
  await database().delete(confirmations).where(eq(confirmations.userId, reader.id))
  await set(reader, { address: null, confirmedAt: null, isProved: false, refusedAt: null, refusal: null })
  await leaveOut(reader.id)
}

/** Whether the reader gets mails at the address that they confirmed. */
export async function switchMails(reader: Reader, isOn: boolean): Promise<void> {
  await set(reader, { isOn })
  if (!isOn) await leaveOut(reader.id)
}

/** Stops the mails of whoever got the mail `id`, or sends them again; whether there is such a mail. */
export async function switchMailsOf(id: string, isOn: boolean): Promise<boolean> {
  const [mail] = await database().select({ userId: mails.userId }).from(mails).where(eq(mails.id, id))
  if (!mail) return false
  await database().update(deliveries).set({ isOn }).where(eq(deliveries.userId, mail.userId))
  if (!isOn) await leaveOut(mail.userId)
  return true
}

/** Whether whoever got the mail `id` gets mails, and in which language; null if there is no such mail. */
export async function mailsOf(id: string): Promise<boolean | null> {
  const [found] = await database()
    .select({ isOn: deliveries.isOn })
    .from(mails)
    .innerJoin(deliveries, eq(deliveries.userId, mails.userId))
    .where(eq(mails.id, id))
  return found?.isOn ?? null
}

/** What waits for a mail goes when the pace that it is followed at now says. */
export async function paceAnew(reader: Reader, { kind, key }: FollowTarget, pace: Pace): Promise<void> {
  const { zone } = await findDelivery(reader)
  const now = new Date()
  const dueAt = pace === 'never' ? null : pace === 'now' ? now : nextDigest(pace, zone, now)
  const about =
    kind === 'figure'
      ? sql`subjects = array[${key}]`
      : kind === 'sheet'
        ? sql`subjects is null and news_id in (select id from alerts.news where document_id = ${key})`
        : sql`false`
  await database().execute(
    sql`update alerts.item set pace = ${pace}, due_at = ${dueAt} where user_id = ${reader.id} and due_at is not null and mail_id is null and ${about}`,
  )
}

/** No item waits for a mail any longer. */
async function leaveOut(userId: string): Promise<void> {
  await database().execute(sql`update alerts.item set due_at = null where user_id = ${userId} and mail_id is null`)
}

async function set(reader: Reader, change: Partial<Delivery>): Promise<void> {
  await database()
    .insert(deliveries)
    .values({ userId: reader.id, ...change })
    .onConflictDoUpdate({ target: deliveries.userId, set: change })
}
