import { type StoredDocument, textIn } from './stored-document.ts'

/** The type of the document by which an editor says what becomes of a sheet that is no longer published, and why. */
export const WITHDRAWAL_TYPE = 'withdrawal'

/** What an editor said. What is not plainly a removal takes nothing away for good. */
export function toWithdrawal(given: StoredDocument): {
  readonly documentId: string | null
  readonly state: 'withdrawn' | 'removed'
  readonly reason: string | null
} {
  return {
    documentId: textIn(given, 'sheet'),
    state: given['kind'] === 'remove' ? 'removed' : 'withdrawn',
    reason: textIn(given, 'reason'),
  }
}
