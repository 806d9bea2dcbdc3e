import { noteEvent } from '#lib/auth/audit.ts'
import { isConfirmed } from '#lib/auth/confirmation.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { accounts, issuers, roleGrants, users } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'
import { and, eq, inArray, notExists, sql } from 'drizzle-orm'
import type { BelongingName } from './belongings.ts'
import { countIn } from './count-belongings.ts'

/** How many rows of each kind were deleted, the roles that were given to the person among them. */
export type Deleted = Readonly<Record<BelongingName | 'roles', number>>

/** Deletes everything that belongs to the reader, at once and for good. `forgetAuthor` has the content's history forget who they were: what
 *  they wrote stays, under a pseudonym that names nobody. Returns null if they did not just prove that it is them. */
export async function deletePerson(reader: Reader, forgetAuthor: (userId: string) => Promise<void>): Promise<Deleted | null> {
  if (!isConfirmed(reader)) return null
  // First: should the rest fail, the person is still here and can do it again.
  await forgetAuthor(reader.id)
  return database().transaction(async (transaction) => {
    // Nothing can be added to a person whose row is held.
    await transaction.select({ id: users.id }).from(users).where(eq(users.id, reader.id)).for('update')
    const counts = await countIn(transaction, reader.id)
    await noteEvent({ kind: 'deleted', userId: reader.id }, transaction)
    const own = sql`(${roleGrants.issuer}, ${roleGrants.subject}) in (select ${accounts.issuer}, ${accounts.subject} from ${accounts} where ${accounts.userId} = ${reader.id})`
    const roles = await transaction.delete(roleGrants).where(own).returning()
    const providers = await transaction.select({ id: accounts.provider }).from(accounts).where(eq(accounts.userId, reader.id))
    // All that belongs to them refers to this row, and goes with it.
    await transaction.delete(users).where(eq(users.id, reader.id))
    // An issuer that they named, and that nobody else uses, may be theirs alone.
    const named = inArray(
      issuers.id,
      providers.map(({ id }) => id),
    )
    await transaction
      .delete(issuers)
      .where(and(named, notExists(transaction.select().from(accounts).where(eq(accounts.provider, issuers.id)))))
    return { ...counts, roles: roles.length }
  })
}
