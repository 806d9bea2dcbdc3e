import { DatabaseSync } from 'node:sqlite'

/** Takes the lock that `path` stands for, or answers null if another process (or another part of this one) has it.
 *
 *  The system holds the lock, not the file: it ends with the process, however that ends, and works between containers that
 *  share a volume, where process ids say nothing. Node itself has no lock on files; the SQLite in it does. */
export function lockFile(path: string): { release(): void } | null {
  // The patience is for those who only look whether it is held, which takes the lock for an instant.
  const file = new DatabaseSync(path, { timeout: 100 })
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return null
    throw error
  }
  return { release: () => file.close() }
}

const sqliteBusy = 5
