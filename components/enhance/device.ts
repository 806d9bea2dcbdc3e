/** What this browser keeps under `key`; null if nothing, or if it keeps nothing at all. */
export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** The edition of a sheet that was last read in this browser; 0 if none is known. */
export function lastEdition(sheet: string): number {
  return parseInt(stored(`read:${sheet}`) ?? '', 10) || 0
}
