import { removeExpired } from '#lib/own-data/retention.ts'

const HOUR_MS = 3_600_000

/** Deletes, now and each hour, what is kept no longer. Returns what stops that. */
export function startRetention(auditDays: number): () => Promise<void> {
  let pass: Promise<void> = Promise.resolve()
  const look = (): void => {
    pass = removeExpired(auditDays).then(
      () => undefined,
      // The next hour tries again.
      (error: unknown) => console.error('What is kept no longer could not be deleted:', error),
    )
  }
  look()
  const timer = setInterval(look, HOUR_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await pass
  }
}
