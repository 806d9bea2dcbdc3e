import type { Reader } from './reader.ts'

/** So long a proof counts: time to read what is about to happen, and not to leave the desk. */
const LIFE_MS = 10 * 60_000

/** Whether the reader proved anew, a moment ago, that it is them: what can't be undone asks for it. */
export function isConfirmed({ confirmedAt }: Pick<Reader, 'confirmedAt'>, now: Date = new Date()): boolean {
  return confirmedAt !== null && now.getTime() - confirmedAt.getTime() < LIFE_MS
}
