import type { proposals as english } from '../en/proposals.ts'

export const proposals: typeof english = {
  noteChange: '{figure}: {after} en lugar de {before}.',
  noteChangeWhy: '{figure}: {after} en lugar de {before} ({kind}: {reason}).',
  noteMore: 'Y {count, plural, one {una cifra más} other {# cifras más}}.',
}
