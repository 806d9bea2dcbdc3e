import type { Environment } from '#lib/env.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type Limits = Pick<Environment, 'SESSION_IDLE_DAYS' | 'SESSION_DAYS' | 'SESSION_STAFF_HOURS'>

/** When a session made at `createdAt` and used at `usedAt` ends: after the idle limit, and never later than the absolute one,
 *  which is shorter for those who may edit. */
export function sessionEnd(limits: Limits, createdAt: Date, usedAt: Date, isStaff: boolean): Date {
  const absoluteMs = isStaff ? limits.SESSION_STAFF_HOURS * HOUR_MS : limits.SESSION_DAYS * DAY_MS
  const idleMs = limits.SESSION_IDLE_DAYS * DAY_MS
  return new Date(Math.min(createdAt.getTime() + absoluteMs, usedAt.getTime() + idleMs))
}
