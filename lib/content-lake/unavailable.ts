import { httpError, type LakeError } from './errors.ts'

/** Codes of Postgres and of the socket to it that mean: not now. */
const away = /^(?:08\d{3}|53\d{3}|57P0\d|25P03|ECONN\w+|EPIPE|ENOENT)$/

/** Codes of the file system that mean: no room. */
const full = /^(?:ENOSPC|EDQUOT|EFBIG)$/

/** What to answer when something that the lake stands on is away or full for the moment; null if `error` is another failure. */
export function unavailable(error: unknown): LakeError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (full.test(code))
      return httpError(507, 'There is no room on the disk for the moment', { cause: error, headers: { 'retry-after': '60' } })
    if (away.test(code) || /Connection terminated|is not queryable|timeout exceeded when trying to connect/.test(cause.message))
      return httpError(503, 'The database is away for the moment', { cause: error, headers: { 'retry-after': '1' } })
  }
  return null
}
