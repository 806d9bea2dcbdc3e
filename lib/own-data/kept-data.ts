import { listOwnEvents } from '#lib/auth/audit-log.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { accounts, roleGrants, users } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'
import { and, eq, getTableColumns } from 'drizzle-orm'
import { type Belonging, BELONGINGS } from './belongings.ts'

/** As many lines of the log go into a download. */
const EVENTS_MAX = 5000

type Row = Readonly<Record<string, unknown>>

/** Everything that is kept of a person, by the names of the list. */
export interface KeptData {
  readonly person: Row
  readonly roles: readonly Row[]
  readonly belongings: readonly { readonly name: Belonging['name']; readonly rows: readonly Row[] }[]
  /** What the log of accounts tells of them. */
  readonly events: readonly Row[]
}

/** Everything that is kept of the reader, but for what opens a session. */
export async function readKeptData(reader: Reader): Promise<KeptData> {
  const [person = {}] = await database()
    .select({ id: users.id, name: users.name, email: users.email, image: users.image, createdAt: users.createdAt })
    .from(users)
    .where(eq(users.id, reader.id))
  const roles = await database()
    .select({ role: roleGrants.role, grantedAt: roleGrants.grantedAt, issuer: roleGrants.issuer, subject: roleGrants.subject })
    .from(roleGrants)
    .innerJoin(accounts, and(eq(accounts.issuer, roleGrants.issuer), eq(accounts.subject, roleGrants.subject)))
    .where(eq(accounts.userId, reader.id))
  const belongings = await Promise.all(
    BELONGINGS.map(async (belonging) => ({ name: belonging.name, rows: await rowsOf(belonging, reader.id) })),
  )
  const events = await listOwnEvents(reader, EVENTS_MAX)
  return {
    person,
    roles,
    belongings,
    events: events.map(({ at, kind, person: whom, provider, detail }) => ({ at, kind, person: whom?.pseudonym ?? null, provider, detail })),
  }
}

function rowsOf({ table, owner, withheld = [] }: Belonging, userId: string): Promise<readonly Row[]> {
  const shown = Object.fromEntries(Object.entries(getTableColumns(table)).filter(([, column]) => !withheld.includes(column)))
  return database().select(shown).from(table).where(eq(owner, userId))
}
