import { database } from '#lib/db/connection.ts'
import { and, asc, eq, ne } from 'drizzle-orm'
import { noteEvent } from './audit.ts'
import { isConfirmed } from './confirmation.ts'
import type { Reader } from './reader.ts'
import { accounts, roleGrants, sessions } from './schema.ts'

/** One way in of a reader. */
export interface Identity {
  readonly provider: string
  readonly issuer: string
  readonly subject: string
  readonly createdAt: Date
  /** Whether this session was opened with it. */
  readonly isCurrent: boolean
}

/** The reader's ways in, in the order in which they were added. */
export async function listIdentities(reader: Reader): Promise<readonly Identity[]> {
  const { provider, issuer, subject, createdAt } = accounts
  const rows = await database()
    .select({ provider, issuer, subject, createdAt })
    .from(accounts)
    .where(eq(accounts.userId, reader.id))
    .orderBy(asc(createdAt), asc(issuer), asc(subject))
  return rows.map((row) => ({ ...row, isCurrent: row.issuer === reader.issuer && row.subject === reader.subject }))
}

/** What came of removing a way in. `other`: one removes it signed in with another, which so is proved to work. */
export type Unlinking = 'done' | 'confirm' | 'other' | 'unknown'

/** Takes away the reader's way in by `subject` of `issuer`, and ends the sessions that were opened with it. The last one can't be: it is
 *  always the one that this session was opened with. */
export async function unlinkIdentity(reader: Reader, issuer: string, subject: string): Promise<Unlinking> {
  if (!isConfirmed(reader)) return 'confirm'
  if (reader.issuer === issuer && reader.subject === subject) return 'other'
  const outcome = await database().transaction(async (transaction): Promise<Unlinking> => {
    // Locked together: two browsers that remove each other's way in must not both succeed.
    const own = await transaction
      .select()
      .from(accounts)
      .where(eq(accounts.userId, reader.id))
      .orderBy(accounts.issuer, accounts.subject)
      .for('update')
    const removed = own.find((one) => one.issuer === issuer && one.subject === subject)
    if (!removed) return 'unknown'
    if (!own.some((one) => one.issuer === reader.issuer && one.subject === reader.subject)) return 'other'
    await transaction.delete(accounts).where(and(eq(accounts.issuer, issuer), eq(accounts.subject, subject)))
    await keepRoles(transaction, removed, reader)
    await noteEvent({ kind: 'unlinked', userId: reader.id, provider: removed.provider }, transaction)
    // Whoever has this way in is no longer the person: no other session stays.
    await transaction.delete(sessions).where(and(eq(sessions.userId, reader.id), ne(sessions.id, reader.sessionId)))
    return 'done'
  })
  return outcome
}

/** Roles are the person's. What was given by the identity that goes is theirs by the one that stays; a lost or stolen one keeps no power. */
async function keepRoles(
  transaction: Pick<ReturnType<typeof database>, 'delete' | 'insert'>,
  removed: Pick<Identity, 'issuer' | 'subject'>,
  { issuer, subject }: Reader,
): Promise<void> {
  const given = await transaction
    .delete(roleGrants)
    .where(and(eq(roleGrants.issuer, removed.issuer), eq(roleGrants.subject, removed.subject)))
    .returning()
  if (given.length === 0) return
  await transaction
    .insert(roleGrants)
    .values(given.map((grant) => ({ ...grant, issuer, subject })))
    .onConflictDoNothing()
}
