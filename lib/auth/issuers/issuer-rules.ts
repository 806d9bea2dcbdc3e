import { database } from '#lib/db/connection.ts'
import type { Environment } from '#lib/env.ts'
import { eq, inArray, sql } from 'drizzle-orm'
import { otherIssuers } from '../providers.ts'
import { issuerRules, issuers, sessions } from '../schema.ts'

/** What an administrator says of the issuers on a host and on the names below it. */
export interface IssuerRule {
  readonly host: string
  readonly isAllowed: boolean
  readonly changedAt: Date
}

/** Whether people may sign in with `issuer` under the settings and the rules of now. The rule of the longest name counts; without one
 *  it depends on whether all are welcome or only those listed. */
export async function mayVouch(settings: Environment, issuer: string): Promise<boolean> {
  const mode = otherIssuers(settings)
  if (mode === 'off') return false
  const rules = await database()
    .select()
    .from(issuerRules)
    .where(inArray(issuerRules.host, [...hostAndAbove(issuer)]))
    .orderBy(sql`length(${issuerRules.host}) desc`)
    .limit(1)
  return rules[0]?.isAllowed ?? mode === 'on'
}

/** All rules, by host. */
export function listIssuerRules(): Promise<readonly IssuerRule[]> {
  return database().select().from(issuerRules).orderBy(issuerRules.host)
}

/** Allows or denies the issuers on `host` and below it. The sessions that issuers no longer allowed had opened end at once.
 *  Returns how many those were. */
export async function setIssuerRule(settings: Environment, host: string, isAllowed: boolean): Promise<number> {
  const changedAt = new Date()
  await database()
    .insert(issuerRules)
    .values({ host, isAllowed, changedAt })
    .onConflictDoUpdate({ target: issuerRules.host, set: { isAllowed, changedAt } })
  return endSessionsOfRefused(settings)
}

/** Takes the rule of `host` away. Returns whether there was one. */
export async function removeIssuerRule(settings: Environment, host: string): Promise<boolean> {
  const removed = await database().delete(issuerRules).where(eq(issuerRules.host, host)).returning()
  await endSessionsOfRefused(settings)
  return removed.length > 0
}

async function endSessionsOfRefused(settings: Environment): Promise<number> {
  const known = await database()
    .selectDistinct({ issuer: sessions.issuer })
    .from(sessions)
    .innerJoin(issuers, eq(issuers.id, sessions.provider))
  const refused: string[] = []
  for (const { issuer } of known) if (!(await mayVouch(settings, issuer))) refused.push(issuer)
  if (refused.length === 0) return 0
  const ended = await database()
    .delete(sessions)
    .where(inArray(sessions.provider, database().select({ id: issuers.id }).from(issuers).where(inArray(issuers.issuer, refused))))
    .returning({ id: sessions.id })
  return ended.length
}

/** `id.people.example.org`, `people.example.org`, `example.org`, `org`. */
function hostAndAbove(issuer: string): readonly string[] {
  const labels = new URL(issuer).hostname.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}
