import { database } from '#lib/db/connection.ts'
import { and, desc, eq, inArray, lt, type SQL } from 'drizzle-orm'
import type { Administrator } from './administrator.ts'
import type { AuditKind } from './audit-kinds.ts'
import type { Reader } from './reader.ts'
import { auditEvents, pseudonyms } from './schema.ts'

/** One line of the log. */
export interface AuditLine {
  readonly id: number
  readonly at: Date
  readonly kind: AuditKind
  /** The pseudonym, and the id that it stands for while that person is here. */
  readonly person: { readonly pseudonym: string; readonly userId: string | null } | null
  readonly actor: { readonly pseudonym: string; readonly userId: string | null } | null
  readonly provider: string | null
  readonly detail: string | null
}

/** The newest lines of the log before the line `before`: of all, or of the person with this id. */
export async function listEvents(
  _: Administrator,
  { before = null, userId = null, limit }: { readonly before?: number | null; readonly userId?: string | null; readonly limit: number },
): Promise<readonly AuditLine[]> {
  const older = before === null ? undefined : lt(auditEvents.id, before)
  return readLines(and(older, userId === null ? undefined : await isOf(userId)), limit)
}

/** The newest lines of the log about the reader. */
export async function listOwnEvents(reader: Reader, limit: number): Promise<readonly AuditLine[]> {
  return readLines(await isOf(reader.id), limit)
}

async function isOf(userId: string): Promise<SQL> {
  const own = await database().select().from(pseudonyms).where(eq(pseudonyms.userId, userId))
  return inArray(
    auditEvents.person,
    own.map(({ pseudonym }) => pseudonym),
  )
}

async function readLines(where: SQL | undefined, limit: number): Promise<readonly AuditLine[]> {
  const rows = await database().select().from(auditEvents).where(where).orderBy(desc(auditEvents.id)).limit(limit)
  const named = [...new Set(rows.flatMap(({ person, actor }) => [person, actor].filter((one) => one !== null)))]
  const known = new Map(
    (await database().select().from(pseudonyms).where(inArray(pseudonyms.pseudonym, named))).map((row) => [row.pseudonym, row.userId]),
  )
  const describe = (pseudonym: string | null): AuditLine['person'] =>
    pseudonym === null ? null : { pseudonym, userId: known.get(pseudonym) ?? null }
  return rows.map(({ person, actor, ...line }) => ({ ...line, person: describe(person), actor: describe(actor) }))
}
