import type { proposals as english } from '../en/proposals.ts'

export const proposals: typeof english = {
  noteChange: '{figure}: {after} بدلًا من {before}.',
  noteChangeWhy: '{figure}: {after} بدلًا من {before} ({kind}: {reason}).',
  noteMore:
    '{count, plural, zero {ولا قيم أخرى} one {وقيمة واحدة أخرى} two {وقيمتان أخريان} few {و# قيم أخرى} many {و# قيمة أخرى} other {و# قيمة أخرى}}.',
}
