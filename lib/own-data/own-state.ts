import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { readerOf } from '#lib/auth/reader.ts'
import { users } from '#lib/auth/schema.ts'
import { databasePool } from '#lib/db/connection.ts'
import { type BelongingName, BELONGINGS } from './belongings.ts'

/** Who asks for their page, and in which state everything of theirs is. */
export interface OwnState {
  /** The public name of their session. */
  readonly session: string
  /** Another text after every change of what their page shows of them. */
  readonly state: string
}

/** Whether one's own page shows anything of these rows: what it doesn't show may change while the page stays as it is. */
const IS_SHOWN: Readonly<Record<BelongingName, boolean>> = {
  identities: false,
  recoveries: false,
  // Each use changes them.
  sessions: false,
  follows: true,
  reading: true,
  readingChoices: true,
  notes: true,
  pages: true,
  briefings: false,
  deliveries: true,
  confirmations: false,
  mails: true,
  items: true,
  pseudonyms: false,
  proofs: false,
}

/**
 * Who sent a request with this Cookie header, whose session is looked up as for any page, and the state of what is theirs: null for a stranger.
 * The state is told by the versions that PostgreSQL gives to rows, so that no write can forget to change it: a row that is written has a place and a
 * transaction of its own.
 * @see https://www.postgresql.org/docs/current/ddl-system-columns.html
 */
export async function ownStateOf(cookieHeader: string | null): Promise<OwnState | null> {
  const reader = await readerOf(cookieHeader)
  if (!reader) return null
  const { rows } = await databasePool().query<{ versions: string }>({ name: 'own_state', text: VERSIONS_QUERY, values: [reader.id] })
  return { session: reader.sessionId, state: [...reader.roles.toSorted(), rows[0]?.versions].join(' ') }
}

const SHOWN_ROWS: readonly (readonly [PgTable, PgColumn])[] = [
  [users, users.id],
  ...BELONGINGS.flatMap(({ name, table, owner }) => (IS_SHOWN[name] ? [[table, owner] as const] : [])),
]

/** One query, which is planned once: how many rows there are, and the sum of what tells one version of a row from all others. */
const VERSIONS_QUERY = `
  select count(*) || '.' || coalesce(sum(hashtidextended(place, version)), 0) as versions
  from (${SHOWN_ROWS.map(versionsOf).join(' union all ')}) shown`

function versionsOf([table, owner]: readonly [PgTable, PgColumn]): string {
  const { schema = 'public', name } = getTableConfig(table)
  return `select ctid as place, xmin::text::bigint + (tableoid::bigint << 32) as version from "${schema}"."${name}" where "${owner.name}" = $1`
}
