import type { FollowedSheet } from '#components/account/followed-sheet.tsx'
import { type Follow, listFollows } from '#lib/accounts/follows.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { compareTexts } from '#lib/changes/compare.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { sheetParagraphs } from '#sanity/plain-text.ts'
import { type FactSheet, readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { readFactSheetRevision } from '#sanity/read/fact-sheet-revision.ts'

/** The sheets that `reader` follows, each with what changed in it since they last read it; the changed ones first. */
export async function followedSheets(reader: Reader): Promise<readonly FollowedSheet[]> {
  const sheets = await Promise.all((await listFollows(reader)).map(toFollowedSheet))
  return sheets.toSorted((one, other) => Number(one.changes === 'same') - Number(other.changes === 'same'))
}

async function toFollowedSheet({ documentId, lastReadRevision, lastReadAt }: Follow): Promise<FollowedSheet> {
  const now = await readFactSheetById({ id: documentId, view: PUBLISHED })
  return {
    documentId,
    lastReadAt,
    heading: now?.heading ?? null,
    written: now?.language ?? 'en',
    slug: now?.slug ?? null,
    revision: now?.revision ?? null,
    changes: now ? await changesSince(now, lastReadRevision) : 'same',
  }
}

async function changesSince(now: FactSheet, lastReadRevision: string): Promise<FollowedSheet['changes']> {
  if (now.revision === lastReadRevision) return 'same'
  const before = await readFactSheetRevision({ id: now.id, revision: lastReadRevision })
  return before && compareTexts(sheetParagraphs(before), sheetParagraphs(now), now.language)
}
