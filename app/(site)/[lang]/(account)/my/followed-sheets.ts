import type { FollowedSheet } from '#components/account/followed-sheet.tsx'
import { type Follow, listFollows } from '#lib/accounts/follows.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { compareTexts } from '#lib/changes/compare.ts'
import { editionOfRevision, readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { sheetParagraphs } from '#sanity/plain-text.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { type FactSheet, type FactSheetText, readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { readFactSheetRevision } from '#sanity/read/fact-sheet-revision.ts'

/** The sheets that `reader` follows, each with what changed in it since they last read it; the changed ones first. */
export async function followedSheets(reader: Reader): Promise<readonly FollowedSheet[]> {
  const followed = (await listFollows(reader)).filter(({ kind }) => kind === 'sheet')
  const sheets = await Promise.all(followed.map(toFollowedSheet))
  return sheets.toSorted((one, other) => Number(one.changes === 'same') - Number(other.changes === 'same'))
}

async function toFollowedSheet({ key: documentId, lastReadRevision, lastReadAt, followedAt }: Follow): Promise<FollowedSheet> {
  const now = await readFactSheetById({ id: documentId, view: PUBLISHED })
  return {
    documentId,
    lastReadAt: lastReadAt ?? followedAt,
    heading: now?.heading ?? null,
    written: now?.language ?? 'en',
    slug: now?.slug ?? null,
    revision: now?.revision ?? null,
    changes: now && lastReadRevision !== null ? await changesSince(now, lastReadRevision) : 'same',
  }
}

async function changesSince(now: FactSheet, lastReadRevision: string): Promise<FollowedSheet['changes']> {
  if (now.revision === lastReadRevision) return 'same'
  const [read, current] = await Promise.all([editionOfRevision(now.id, lastReadRevision), editionOfRevision(now.id, now.revision)])
  // Two revisions of one edition say the same.
  if (read !== null && read === current) return 'same'
  const [before, after] = await Promise.all([
    textOf(now.id, lastReadRevision, read),
    current === null ? now : textOf(now.id, now.revision, current),
  ])
  return before && after && compareTexts(sheetParagraphs(before), sheetParagraphs(after), now.language)
}

/** What a sheet said at a revision: as its edition keeps it, else as the lake's history does. */
async function textOf(id: string, revision: string, number: number | null): Promise<FactSheetText | null> {
  if (number === null) return readFactSheetRevision({ id, revision })
  const content = (await readEdition(id, number))?.content
  return content ? toEditionSheet(content) : null
}
