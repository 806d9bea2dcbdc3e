import { randomBytes, randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import type { Briefing } from '#lib/accounts/briefing.ts'
import { follows, notes, pages, reading, sharedBriefings } from '#lib/accounts/schema.ts'
import { confirmations, deliveries, items, mails, news } from '#lib/alerts/schema.ts'
import { accounts, linkIntents, recoveries, sessions, users } from '#lib/auth/schema.ts'
import { hashToken } from '#lib/auth/session-cookie.ts'
import type { Role } from '#lib/content-lake/settings.ts'
import { revisions } from '#lib/publishing/schema.ts'
import { signInByDatabase } from './people.ts'

/** Somebody with something of every kind that is theirs, and how all of it is called. */
export interface MarkedPerson {
  readonly id: string
  /** Cookie header of their session, in which they just proved that it is them. */
  readonly cookie: string
  /** Words that stand in nothing but what is theirs. */
  readonly marks: readonly string[]
  readonly sessionId: string
  readonly otherSessionId: string
  /** Somebody who they just proved to be too. */
  readonly twinId: string
  /** The subject of a second way in, at the issuer of the first. */
  readonly secondSubject: string
  readonly followId: string
  readonly stoppedId: string
  readonly noteId: string
  readonly pageId: string
  readonly otherPageId: string
  readonly sharedId: string
  /** Of a briefing without notes, and of one with them. */
  readonly sharedSecrets: readonly [string, string]
  readonly feedSecret: string
  readonly mailId: string
  readonly confirmationId: string
  /** Of the link that brings them back without a way in. */
  readonly recoveryId: string
}

export const ISSUER = 'https://issuer.test'
/** The sheet that marked people follow, read and make notes on. */
export const SHEET = 'fact-sheet-peru'

const DAY_MS = 86_400_000
const secret = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** Writes a person's rows into the database of the site at `origin`: their name, notes, pages and all else hold `mark`. */
export async function markedPerson(
  { pool, url, origin }: { readonly pool: Pool; readonly url: string; readonly origin: string },
  mark: string,
  roles: readonly Role[] = [],
): Promise<MarkedPerson> {
  const { id, cookie } = await signInByDatabase(url, origin, `${mark} Reader`, roles)
  const database = drizzle(pool)
  const userId = id
  const [session] = await database
    .update(sessions)
    .set({ confirmedAt: new Date() })
    .where(eq(sessions.userId, id))
    .returning({ id: sessions.id })
  const sessionId = session?.id ?? ''
  // A time of their own, since reading has no words.
  const readAt = new Date(Date.now() - Math.floor(Math.random() * 300 * DAY_MS))
  const [ways, told, kept] = await Promise.all([
    addWays(database, userId, sessionId, mark),
    addTold(database, userId, mark),
    addKept(database, userId, mark, readAt),
  ])
  return {
    id,
    cookie: `${cookie.name}=${cookie.value}`,
    marks: [mark, readAt.toISOString(), told.feedSecret, ...kept.sharedSecrets],
    sessionId,
    ...ways,
    ...told,
    ...kept,
  }
}

/** A second way in, a second browser, leave to join the account of somebody else, and a link to come back by. */
async function addWays(database: NodePgDatabase, userId: string, sessionId: string, mark: string) {
  const secondSubject = randomUUID()
  const way = { provider: 'demonstration', issuer: ISSUER, subject: secondSubject }
  await database.insert(accounts).values({ userId, type: 'oidc', providerAccountId: secondSubject, ...way })
  const expires = new Date(Date.now() + DAY_MS)
  const [elsewhere] = await database
    .insert(sessions)
    .values({ sessionToken: hashToken(secret(32)), userId, expires, ...way })
    .returning({ id: sessions.id })
  const [twin] = await database
    .insert(users)
    .values({ name: `${mark} Twin` })
    .returning({ id: users.id })
  await database.insert(linkIntents).values({ sessionId, otherUserId: twin?.id ?? '', expiresAt: expires })
  const [back] = await database
    .insert(recoveries)
    .values({ userId, address: `${mark}@reader.test`, linkId: randomUUID(), linkExpiresAt: expires })
    .returning({ id: recoveries.linkId })
  return { secondSubject, otherSessionId: elsewhere?.id ?? '', twinId: twin?.id ?? '', recoveryId: back?.id ?? '' }
}

/** An address, one more that waits for its confirmation, a feed, and a mail that told them of something. */
async function addTold(database: NodePgDatabase, userId: string, mark: string) {
  const feedSecret = secret(32)
  const address = `${mark}@reader.test`
  const feed = { feedSalt: secret(16), feedHash: hashToken(feedSecret) }
  await database.insert(deliveries).values({ userId, address, confirmedAt: new Date(), ...feed })
  const [asked] = await database
    .insert(confirmations)
    .values({ userId, address: `new-${address}`, expiresAt: new Date(Date.now() + DAY_MS) })
    .returning({ id: confirmations.id })
  const said = { language: 'en', slug: 'peru', heading: `Heading ${mark}`, note: `Change ${mark}`, figures: [], parts: [] }
  const [told] = await database
    .insert(news)
    .values({ kind: 'edition', documentId: `sheet-${mark}`, number: 2, sequence: 1, at: new Date(), weight: 2, ...said })
    .returning({ id: news.id })
  const mail = { subject: `Subject ${mark}`, text: `Text ${mark}`, html: `<p>HTML ${mark}</p>` }
  const [sent] = await database
    .insert(mails)
    .values({ userId, kind: 'news', address, language: 'en', state: 'kept', endedAt: new Date(), ...mail })
    .returning({ id: mails.id })
  await database.insert(items).values({ userId, newsId: told?.id ?? '', pace: 'now', mailId: sent?.id ?? '' })
  return { feedSecret, mailId: sent?.id ?? '', confirmationId: asked?.id ?? '' }
}

/** What they follow, read, noted, arranged and share. */
async function addKept(database: NodePgDatabase, userId: string, mark: string, readAt: Date) {
  const [, follow, stopped] = await database
    .insert(follows)
    .values([
      { userId, kind: 'sheet', key: SHEET },
      { userId, kind: 'search', key: `en?q=${mark}` },
      { userId, kind: 'topic', key: 'cultivation', stoppedAt: new Date() },
    ])
    .returning({ id: follows.id })
  const [first] = await database
    .select({ revision: revisions.revision })
    .from(revisions)
    .where(and(eq(revisions.documentId, SHEET), eq(revisions.number, 1)))
  await database.insert(reading).values({ userId, documentId: SHEET, revision: first?.revision ?? '', readAt })
  const passage = { exact: `Passage ${mark}`, prefix: '', suffix: '', heading: 'Peru', language: 'en', citation: `Citation ${mark}` }
  const [note] = await database
    .insert(notes)
    .values({ userId, documentId: SHEET, kind: 'passage', anchor: 'gone', edition: 1, text: `Note ${mark}`, ...passage })
    .returning({ id: notes.id })
  const blocks = (['follows', 'saved', 'searches'] as const).map((kind) => {
    return { id: kind, kind, isFolded: false, items: kind === 'searches' ? [`q=${mark}`] : [] }
  })
  const [page, otherPage] = await database
    .insert(pages)
    .values([
      { userId, name: `Page ${mark}`, position: 0, blocks, previous: [] },
      { userId, name: `Other ${mark}`, position: 1, blocks: [] },
    ])
    .returning({ id: pages.id })
  const sharedSecrets = [secret(24), secret(24)] as const
  const [shared] = await database
    .insert(sharedBriefings)
    .values(sharedSecrets.map((one, index) => ({ userId, secretHash: hashToken(one), ...sharedOf(mark, index === 1) })))
    .returning({ id: sharedBriefings.id })
  return {
    followId: follow?.id ?? '',
    stoppedId: stopped?.id ?? '',
    noteId: note?.id ?? '',
    pageId: page?.id ?? '',
    otherPageId: otherPage?.id ?? '',
    sharedId: shared?.id ?? '',
    sharedSecrets,
  }
}

function sharedOf(mark: string, withNotes: boolean) {
  const saved = [{ exact: `Passage ${mark}`, language: 'en', citation: `Citation ${mark}`, note: withNotes ? `Note ${mark}` : '' }]
  const briefing: Briefing = { name: `Page ${mark}`, language: 'en', madeAt: new Date().toISOString(), sheets: [], figures: [], saved }
  return { name: briefing.name, briefing, expiresAt: new Date(Date.now() + DAY_MS) }
}
