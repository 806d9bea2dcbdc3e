import { database } from '#lib/db/connection.ts'
import { and, count, desc, eq, gt, inArray, max, or, type SQL, sql } from 'drizzle-orm'
import type { Administrator } from './administrator.ts'
import type { Role } from './roles.ts'
import { accounts, auditEvents, roleGrants, sessions, users } from './schema.ts'
import { rolesOf } from './session.ts'

/** Somebody, as administrators see them: nothing of what they read or follow. */
export interface ListedPerson {
  readonly id: string
  /** Of those who have a role, as editors see each other in the Studio; null for readers. */
  readonly name: string | null
  readonly roles: readonly Role[]
  readonly createdAt: Date
  readonly suspendedAt: Date | null
  /** Sessions that have not ended. */
  readonly sessions: number
  /** When one of them was last used. */
  readonly lastUsedAt: Date | null
}

/** What one person can be recognised by when they ask for something. */
export interface KnownPerson extends ListedPerson {
  readonly identities: readonly { readonly provider: string; readonly issuer: string; readonly subject: string; readonly createdAt: Date }[]
}

/** As many people stand on one page of the list. */
export const PEOPLE_MAX = 50

/** People, the newest first: all, those with a role, or whoever has exactly this id or this number at a provider. */
export async function listPeople(
  _: Administrator,
  { wanted = '', staffOnly = false, offset = 0 }: { readonly wanted?: string; readonly staffOnly?: boolean; readonly offset?: number },
): Promise<readonly ListedPerson[]> {
  const bySubject = sql`exists (select from ${accounts} where ${accounts.userId} = ${users.id} and ${accounts.subject} = ${wanted})`
  return select(
    and(
      wanted === '' ? undefined : or(eq(users.id, wanted), bySubject),
      staffOnly ? sql`cardinality(${rolesOf(users.id)}) > 0` : undefined,
    ),
  )
    .orderBy(desc(users.createdAt), users.id)
    .limit(PEOPLE_MAX + 1)
    .offset(offset)
    .then((rows) => rows.map(withoutName))
}

/** The person with this id; null if there is none. */
export async function readPerson(_: Administrator, id: string): Promise<KnownPerson | null> {
  const [row] = await select(eq(users.id, id))
  if (!row) return null
  const { provider, issuer, subject, createdAt } = accounts
  const identities = await database()
    .select({ provider, issuer, subject, createdAt })
    .from(accounts)
    .where(eq(accounts.userId, id))
    .orderBy(createdAt)
  return { ...withoutName(row), identities }
}

/** The last time that sign-in with each of `providers` was refused, and why; those that never refused are left out. */
export async function lastRefusals(
  _: Administrator,
  providers: readonly string[],
): Promise<ReadonlyMap<string, { readonly at: Date; readonly detail: string | null }>> {
  const { provider, at, detail } = auditEvents
  const rows = await database()
    .selectDistinctOn([provider], { provider, at, detail })
    .from(auditEvents)
    .where(and(eq(auditEvents.kind, 'refused'), inArray(provider, [...providers])))
    .orderBy(provider, desc(auditEvents.id))
  return new Map(rows.map(({ provider: id, ...refusal }) => [id ?? '', refusal]))
}

/** The roles that may be given: those of `known`, and every other that somebody has. */
export async function rolesToGive(_: Administrator, known: readonly Role[]): Promise<readonly Role[]> {
  const used = await database().selectDistinct({ role: roleGrants.role }).from(roleGrants).orderBy(roleGrants.role)
  return [...new Set([...known, ...used.map(({ role }) => role)])]
}

function select(where: SQL | undefined) {
  const open = database()
    .select({ userId: sessions.userId, open: count().as('open'), lastUsedAt: max(sessions.lastUsedAt).as('last_used') })
    .from(sessions)
    .where(gt(sessions.expires, new Date()))
    .groupBy(sessions.userId)
    .as('open_sessions')
  return database()
    .select({
      id: users.id,
      name: users.name,
      createdAt: users.createdAt,
      suspendedAt: users.suspendedAt,
      roles: rolesOf(users.id),
      sessions: sql<number>`coalesce(${open.open}, 0)`.mapWith(Number),
      lastUsedAt: open.lastUsedAt,
    })
    .from(users)
    .leftJoin(open, eq(open.userId, users.id))
    .where(where)
}

function withoutName<Row extends ListedPerson>(row: Row): Row {
  return row.roles.length > 0 ? row : { ...row, name: null }
}
