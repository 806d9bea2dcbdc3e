import { randomBytes } from 'node:crypto'
import { database } from '#lib/db/connection.ts'
import { eq } from 'drizzle-orm'
import type { AuditKind } from './audit-kinds.ts'
import { auditEvents, pseudonyms } from './schema.ts'

const REFUSALS_A_MINUTE = 60
const DETAIL_LENGTH_MAX = 200

/** What happened to whom. People are given by id, and kept by pseudonym. */
export interface AuditNote {
  readonly kind: AuditKind
  readonly userId?: string | null
  readonly actorId?: string | null
  readonly provider?: string | null
  readonly detail?: string | null
}

/** What Drizzle and its transactions have in common. */
type Writer = Pick<ReturnType<typeof database>, 'select' | 'insert'>

let refusals = { minute: 0, count: 0 }

/** Writes one line of the log. Strangers can cause refusals at will: beyond some a minute they are in the process's own log alone. */
export async function noteEvent({ kind, userId, actorId, provider, detail }: AuditNote, writer: Writer = database()): Promise<void> {
  if (kind === 'refused' && isFlood()) return
  await writer.insert(auditEvents).values({
    kind,
    person: userId ? await pseudonymOf(userId, writer) : null,
    actor: actorId ? await pseudonymOf(actorId, writer) : null,
    provider: provider?.slice(0, DETAIL_LENGTH_MAX) ?? null,
    detail: detail?.slice(0, DETAIL_LENGTH_MAX) ?? null,
  })
}

async function pseudonymOf(userId: string, writer: Writer): Promise<string> {
  const [known] = await writer.select().from(pseudonyms).where(eq(pseudonyms.userId, userId)).orderBy(pseudonyms.createdAt).limit(1)
  if (known) return known.pseudonym
  const pseudonym = `a${randomBytes(9).toString('hex')}`
  await writer.insert(pseudonyms).values({ pseudonym, userId })
  return pseudonym
}

function isFlood(): boolean {
  const minute = Math.floor(Date.now() / 60_000)
  if (refusals.minute !== minute) refusals = { minute, count: 0 }
  refusals.count += 1
  return refusals.count > REFUSALS_A_MINUTE
}
