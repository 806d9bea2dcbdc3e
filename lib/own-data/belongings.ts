import { confirmations, deliveries, items, mails } from '#lib/alerts/schema.ts'
import { accounts, linkIntents, pseudonyms, recoveries, sessions } from '#lib/auth/schema.ts'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { follows, notes, pages, reading, readingChoices, sharedBriefings } from '#lib/accounts/schema.ts'

/** Rows of one table that belong to a person. */
export interface Belonging {
  /** What it is called in lists, downloads and counts; its words are `kept_…`, `why_…` and `until_…` of the namespace `ownAccount`. */
  readonly name: BelongingName
  readonly table: PgTable
  /** The column that holds the person's id. */
  readonly owner: PgColumn
  /** What a row is about, where a person has one row of it at most: of two accounts that are joined the row of the one that stays counts. No column at all: a person has one row.
   *  `none` of them is carried over where it makes no sense for another. */
  readonly onMerge: readonly PgColumn[] | 'all' | 'none'
  /** Columns that a download leaves out: what opens something, and what says nothing to anybody. */
  readonly withheld?: readonly PgColumn[]
}

export const BELONGING_NAMES = [
  'identities',
  'recoveries',
  'sessions',
  'follows',
  'reading',
  'readingChoices',
  'notes',
  'pages',
  'briefings',
  'deliveries',
  'confirmations',
  'mails',
  'items',
  'pseudonyms',
  'proofs',
] as const

export type BelongingName = (typeof BELONGING_NAMES)[number]

/**
 * Everything that belongs to a person, beside the row of `auth.user` itself and the roles given to their ways in. Downloading, deleting and
 * joining accounts go by this list, and so does the page that tells people what is kept. A table that refers to `auth.user` and is not in
 * it fails a test.
 */
export const BELONGINGS: readonly Belonging[] = [
  {
    name: 'identities',
    table: accounts,
    owner: accounts.userId,
    onMerge: 'all',
    withheld: [
      accounts.userId,
      accounts.providerAccountId,
      accounts.refresh_token,
      accounts.access_token,
      accounts.expires_at,
      accounts.token_type,
      accounts.scope,
      accounts.id_token,
      accounts.session_state,
    ],
  },
  {
    name: 'recoveries',
    table: recoveries,
    owner: recoveries.userId,
    // Who may come in is never widened by the way.
    onMerge: 'none',
    withheld: [recoveries.userId, recoveries.linkId, recoveries.linkExpiresAt],
  },
  {
    name: 'sessions',
    table: sessions,
    owner: sessions.userId,
    onMerge: 'none',
    withheld: [sessions.userId, sessions.sessionToken],
  },
  { name: 'follows', table: follows, owner: follows.userId, onMerge: [follows.kind, follows.key], withheld: [follows.userId] },
  { name: 'reading', table: reading, owner: reading.userId, onMerge: [reading.documentId], withheld: [reading.userId] },
  { name: 'readingChoices', table: readingChoices, owner: readingChoices.userId, onMerge: [], withheld: [readingChoices.userId] },
  { name: 'notes', table: notes, owner: notes.userId, onMerge: 'all', withheld: [notes.userId] },
  { name: 'pages', table: pages, owner: pages.userId, onMerge: 'all', withheld: [pages.userId] },
  {
    name: 'briefings',
    table: sharedBriefings,
    owner: sharedBriefings.userId,
    onMerge: 'all',
    withheld: [sharedBriefings.userId, sharedBriefings.secretHash],
  },
  {
    name: 'deliveries',
    table: deliveries,
    owner: deliveries.userId,
    onMerge: [],
    withheld: [deliveries.userId, deliveries.feedSalt, deliveries.feedHash],
  },
  {
    name: 'confirmations',
    table: confirmations,
    owner: confirmations.userId,
    onMerge: 'none',
    withheld: [confirmations.userId, confirmations.id],
  },
  { name: 'mails', table: mails, owner: mails.userId, onMerge: 'all', withheld: [mails.userId] },
  { name: 'items', table: items, owner: items.userId, onMerge: [items.newsId], withheld: [items.userId] },
  { name: 'pseudonyms', table: pseudonyms, owner: pseudonyms.userId, onMerge: 'all', withheld: [pseudonyms.userId] },
  { name: 'proofs', table: linkIntents, owner: linkIntents.otherUserId, onMerge: 'none', withheld: [linkIntents.otherUserId] },
]
