import { eq } from 'drizzle-orm'
import { findDelivery } from '#lib/alerts/delivery.ts'
import { mailWay } from '#lib/alerts/mail-way.ts'
import { noteEvent } from '#lib/auth/audit.ts'
import { isConfirmed } from '#lib/auth/confirmation.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { recoveries } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'

/** What a reader may do about coming back by mail. `offer`: the address that they confirmed. */
export type OwnRecovery =
  | { readonly kind: 'set'; readonly address: string; readonly since: Date }
  | { readonly kind: 'offer'; readonly address: string }
  /** There is no address that they confirmed; the site sends no mails; or they have a role, which nobody gets by mail. */
  | { readonly kind: 'noAddress' | 'noMails' | 'role' }

/** What came of setting or removing a recovery address. `confirm`: the reader must prove anew that it is them. */
export type RecoveryChange = 'done' | 'confirm' | 'refused'

/** How the reader may come back when no way in works any more. */
export async function ownRecovery(reader: Reader): Promise<OwnRecovery> {
  const [set] = await database().select().from(recoveries).where(eq(recoveries.userId, reader.id))
  if (set) return { kind: 'set', address: set.address, since: set.since }
  if (mailWay() !== 'server') return { kind: 'noMails' }
  if (reader.roles.length > 0) return { kind: 'role' }
  const { address, confirmedAt, isProved, refusedAt } = await findDelivery(reader)
  const isGood = address !== null && confirmedAt !== null && isProved && refusedAt === null
  return isGood ? { kind: 'offer', address } : { kind: 'noAddress' }
}

/** Lets a link to the address that the reader confirmed bring them back: it is from then on as good as a way in. */
export async function setRecovery(reader: Reader): Promise<RecoveryChange> {
  if (!isConfirmed(reader)) return 'confirm'
  const own = await ownRecovery(reader)
  if (own.kind !== 'offer') return own.kind === 'set' ? 'done' : 'refused'
  await database().insert(recoveries).values({ userId: reader.id, address: own.address }).onConflictDoNothing()
  await noteEvent({ kind: 'recovery-set', userId: reader.id })
  return 'done'
}

/** No mail brings the reader back any longer; a link that is on its way leads nowhere. */
export async function removeRecovery(reader: Reader): Promise<RecoveryChange> {
  if (!isConfirmed(reader)) return 'confirm'
  const removed = await database().delete(recoveries).where(eq(recoveries.userId, reader.id)).returning({ id: recoveries.userId })
  if (removed.length > 0) await noteEvent({ kind: 'recovery-removed', userId: reader.id })
  return 'done'
}
