import { noteEvent } from '#lib/auth/audit.ts'
import { isConfirmed } from '#lib/auth/confirmation.ts'
import { offeredMerge } from '#lib/auth/link-intent.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { sessions, users } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'
import { and, eq, getTableName, ne, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { type Belonging, BELONGINGS } from './belongings.ts'

type Transaction = Parameters<Parameters<ReturnType<typeof database>['transaction']>[0]>[0]

/** Joins the account of the person whom the reader's session proved to be too with the reader's: everything of it becomes the reader's, and
 *  it is gone. `joinAuthors` does the same for what both wrote. Returns false if nothing was proved, or too long ago. */
export async function mergePeople(reader: Reader, joinAuthors: (from: string, to: string) => Promise<void>): Promise<boolean> {
  const other = isConfirmed(reader) ? await offeredMerge(reader) : null
  if (other === null) return false
  // First, and not with the rest: should that fail, what the person wrote stands under the account that they proved to have all the same.
  await joinAuthors(other, reader.id)
  await database().transaction(async (transaction) => {
    // Both rows, in one order, so that two such transactions wait for each other and do not block each other.
    const both = await transaction
      .select({ id: users.id })
      .from(users)
      .where(sql`${users.id} in (${other}, ${reader.id})`)
      .orderBy(users.id)
      .for('update')
    if (both.length < 2) throw new Error('One of the accounts to be joined is gone.')
    for (const belonging of BELONGINGS) await moveRows(transaction, belonging, other, reader.id)
    await transaction.delete(users).where(eq(users.id, other))
    await transaction.delete(sessions).where(and(eq(sessions.userId, reader.id), ne(sessions.id, reader.sessionId)))
    await noteEvent({ kind: 'merged', userId: reader.id }, transaction)
  })
  return true
}

async function moveRows(transaction: Transaction, { table, owner, onMerge }: Belonging, from: string, to: string): Promise<void> {
  // What is left behind goes with its owner.
  if (onMerge === 'none') return
  const name = sql`${sql.identifier(getTableConfig(table).schema ?? 'public')}.${sql.identifier(getTableName(table))}`
  const column = sql.identifier(owner.name)
  const isNew =
    onMerge === 'all'
      ? sql``
      : sql`and not exists (select from ${name} mine where ${sql.join(
          [
            sql`mine.${column} = ${to}`,
            ...onMerge.map(({ name: key }) => sql`mine.${sql.identifier(key)} = theirs.${sql.identifier(key)}`),
          ],
          sql` and `,
        )})`
  await transaction.execute(sql`update ${name} theirs set ${column} = ${to} where theirs.${column} = ${from} ${isNew}`)
}
