/** True if the next review of a sheet, in days of ISO 8601, comes after the last one, or one of them is not known; else what to do. */
export function checkReviewDates(reviewed: unknown, next: unknown): true | string {
  if (typeof reviewed !== 'string' || typeof next !== 'string') return true
  return next > reviewed || 'The next review must come after the last one: choose a later day, or leave it empty.'
}
