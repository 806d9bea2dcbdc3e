import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgSchema, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { AuditKind } from './audit-kinds.ts'
import type { ErrandKind } from './errand.ts'

/** The Postgres schema that holds who people are and how they got in. */
export const auth = pgSchema('auth')

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A person. The id is random and means nothing elsewhere; history knows people by it. */
export const users = auth.table('user', {
  id: text()
    .primaryKey()
    .$defaultFn(() => crypto.randomUUID()),
  name: text(),
  /** What the provider said, shown to the person. Two people may have the same one: it is never a key, and never a reason to link. */
  email: text(),
  emailVerified: instant('email_verified'),
  image: text(),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** Since when an administrator keeps them out; null for nearly everybody. */
  suspendedAt: instant('suspended_at'),
})

/**
 * A way in: an issuer's subject that belongs to a user.
 * The columns from `refreshToken` on are of the adapter's shape and stay empty: the site keeps no token of anybody.
 * @see OpenID Connect Core 1.0, section 5.7: only issuer and subject together identify an end-user
 */
export const accounts = auth.table(
  'account',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text().$type<'oidc' | 'oauth'>().notNull(),
    /** Our name of the provider, such as `google`. */
    provider: text().notNull(),
    /** The subject again, under the name that the adapter gives it. */
    providerAccountId: text('provider_account_id').notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    refresh_token: text(),
    access_token: text(),
    expires_at: integer(),
    token_type: text(),
    scope: text(),
    id_token: text(),
    session_state: text(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] }), index('account_user').on(table.userId)],
)

/** A browser in which somebody is signed in. */
export const sessions = auth.table(
  'session',
  {
    /** SHA-256 of the cookie's value: who reads this table can't sign in with it. */
    sessionToken: text('session_token').primaryKey(),
    /** What the person's list of sessions calls it. */
    id: uuid().notNull().defaultRandom(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** When it ends if it is not used; moved on with use, never beyond the absolute limit counted from `createdAt`. */
    expires: instant('expires').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
    /** When the person proved anew that it is them; null if they only signed in. */
    confirmedAt: instant('confirmed_at'),
    /** The account it was opened with. */
    provider: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** The provider's own name of its session, by which it can end ours. @see OpenID Connect Back-Channel Logout 1.0, section 2.1 */
    sid: text(),
    /** The browser's own description, cut short; for the person's list of sessions. */
    userAgent: text('user_agent'),
  },
  (table) => [
    uniqueIndex('session_id').on(table.id),
    index('session_user').on(table.userId),
    index('session_expires').on(table.expires),
    index('session_account').on(table.issuer, table.subject),
  ],
)

/** A sign-in under way: one row for each `state` given out, deleted by the callback that uses it, so that no other can. */
export const signInStates = auth.table(
  'sign_in_state',
  {
    /** SHA-256 of the `state` parameter. */
    stateHash: text('state_hash').primaryKey(),
    provider: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** What it is for, and, unless it is for signing in alone, the session that it was begun in. */
    errand: text().$type<ErrandKind>().notNull().default('sign-in'),
    sessionId: uuid('session_id'),
  },
  (table) => [index('sign_in_state_expires').on(table.expiresAt)],
)

/** A logout token that was used: the same one is not taken twice. @see OpenID Connect Back-Channel Logout 1.0, section 2.6, rule 8 */
export const logoutTokens = auth.table(
  'logout_token',
  {
    /** SHA-256 of issuer and `jti`. */
    tokenHash: text('token_hash').primaryKey(),
    /** When no clock would let it pass any more, so that the row may go. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('logout_token_expires').on(table.expiresAt)],
)

/** Leave to add another way in: given to a session right after its person proved that it is them, taken away by its use. */
export const linkIntents = auth.table('link_intent', {
  sessionId: uuid('session_id')
    .primaryKey()
    .references(() => sessions.id, { onDelete: 'cascade' }),
  /** What was proved in it belongs to this other person here, whose account may now be joined; null before that. */
  otherUserId: text('other_user_id').references(() => users.id, { onDelete: 'cascade' }),
  expiresAt: instant('expires_at').notNull(),
})

/** The address by which a person may come back when no way in of theirs works any more. Only those have one who asked for it. */
export const recoveries = auth.table(
  'recovery',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Confirmed before; it stays the one when mails go to another. */
    address: text().notNull(),
    since: instant('since').notNull().defaultNow(),
    /** The link that was last sent there, until it is used: also the id of its mail. */
    linkId: uuid('link_id').unique(),
    linkExpiresAt: instant('link_expires_at'),
  },
  (table) => [index('recovery_address').on(sql`lower(${table.address})`)],
)

/** Who is meant by a pseudonym of the log: the one row that ties the two. It goes with the person; what the log says stays. */
export const pseudonyms = auth.table(
  'pseudonym',
  {
    /** Random. */
    pseudonym: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index('pseudonym_user').on(table.userId)],
)

/** The log of sign-ins, refusals and changes of rights. It names nobody: people stand in it by pseudonyms. */
export const auditEvents = auth.table(
  'audit_event',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().defaultNow(),
    kind: text().$type<AuditKind>().notNull(),
    /** The pseudonym of the one that it happened to; null for strangers. */
    person: text(),
    /** The pseudonym of the one who did it, where that is another; null for themselves, and for commands on the server. */
    actor: text(),
    /** Our name of the provider. */
    provider: text(),
    /** A role, or the reason of a refusal; never a claim. */
    detail: text(),
  },
  (table) => [index('audit_event_at').on(table.at), index('audit_event_person').on(table.person)],
)

/** What somebody may do beyond reading, given on the server. Tied to issuer and subject, so that it can come before their first sign-in. */
export const roleGrants = auth.table(
  'role_grant',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    /** One of the lake's roles, built in or of one's own. */
    role: text().notNull(),
    grantedAt: instant('granted_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject, table.role] }),
    check('role_grant_role', sql`${table.role} ~ '^[a-z][a-z0-9-]{0,47}$'`),
  ],
)

/** An issuer that nobody set up: somebody typed its address, or an administrator made it known. */
export const issuers = auth.table('issuer', {
  /** Our name of it, made from its address; also in the callback address. */
  id: text().primaryKey(),
  issuer: text().notNull().unique(),
  /** When somebody last typed it. */
  namedAt: instant('named_at').notNull().defaultNow(),
  /** When somebody last signed in with it. */
  lastUsedAt: instant('last_used_at'),
  lastErrorAt: instant('last_error_at'),
  /** Names the rule that was broken; nothing that the issuer sent. */
  lastError: text('last_error'),
  /** How the client below came to be. Null: there is none, or the issuer reads of us at an address. */
  clientKind: text('client_kind').$type<'administrator' | 'registered'>(),
  /** What the issuer knows us by, sealed. */
  clientSealed: text('client_sealed'),
  /** When the issuer last showed that it knows this client. */
  clientProvedAt: instant('client_proved_at'),
  clientExpiresAt: instant('client_expires_at'),
})

/** What administrators say of issuers, by host; a rule holds for the names below its host too, unless they have their own. */
export const issuerRules = auth.table('issuer_rule', {
  host: text().primaryKey(),
  isAllowed: boolean('is_allowed').notNull(),
  changedAt: instant('changed_at').notNull().defaultNow(),
})
