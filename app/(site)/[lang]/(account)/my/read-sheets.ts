import type { ReadSheet, SheetDifference } from '#components/own-page/read-sheet.ts'
import { listFollowedSheets } from '#lib/accounts/follows.ts'
import { listReading } from '#lib/accounts/reading.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { compareTexts } from '#lib/changes/compare.ts'
import { editionsOfRevisions, listSheets, readEditions, type WholeEdition } from '#lib/publishing/editions-in-sets.ts'
import { sheetParagraphs } from '#sanity/plain-text.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { readFactSheetRevision } from '#sanity/read/fact-sheet-revision.ts'
import { readSheetHeads } from '#sanity/read/own-content.ts'
import { editionDifferences } from './edition-differences.ts'

/** Of so many changed sheets it is shown what changed; the others are named. */
export const SHOWN_MAX = 20

/**
 * The sheets that `reader` follows, and others whose reading is kept, each with what changed in it since they last read it; the changed ones first,
 * those that were changed last before others. Loaded in sets: as many queries for a thousand sheets as for one.
 */
export async function readSheets(reader: Reader): Promise<readonly ReadSheet[]> {
  const [follows, reading] = await Promise.all([listFollowedSheets(reader), listReading(reader)])
  const followed = new Set(follows)
  const ids = [...new Set([...followed, ...reading.keys()])]
  const [published, numbers] = await Promise.all([
    listSheets(ids),
    editionsOfRevisions([...reading].map(([documentId, { revision }]) => ({ documentId, revision }))),
  ])
  // Of content that is kept elsewhere no editions are made: it is asked there.
  const heads = new Map((await readSheetHeads(ids.filter((id) => !published.has(id)))).map((head) => [head.documentId, head]))
  const sheets = ids.map((documentId): ReadSheet => {
    const last = reading.get(documentId)
    const [sheet, head] = [published.get(documentId), heads.get(documentId)]
    const isThere = sheet ? sheet.state === 'published' : head !== undefined
    const lastEdition = numbers.get(documentId) ?? null
    const isChanged = isThere && last !== undefined && (sheet ? lastEdition !== sheet.number : head?.revision !== last.revision)
    return {
      documentId,
      isFollowed: followed.has(documentId),
      slug: isThere ? ((sheet ?? head)?.slug ?? null) : null,
      heading: (sheet ?? head)?.heading ?? documentId,
      written: (sheet ?? head)?.language ?? 'en',
      revision: head?.revision ?? null,
      edition: sheet?.number ?? null,
      lastReadAt: last?.readAt ?? null,
      lastEdition,
      isChanged,
      difference: null,
    }
  })
  const at = (sheet: ReadSheet): number => published.get(sheet.documentId)?.stateAt.getTime() ?? 0
  const changed = sheets.filter(({ isChanged }) => isChanged).toSorted((one, other) => at(other) - at(one))
  const shown = changed.slice(0, SHOWN_MAX)
  const differences = await differencesOf(shown, (id) => reading.get(id)?.revision ?? '')
  const told = shown.map((sheet) => ({ ...sheet, difference: differences.get(sheet.documentId) ?? null }))
  return [...told, ...changed.slice(SHOWN_MAX), ...sheets.filter(({ isChanged }) => !isChanged)]
}

async function differencesOf(
  sheets: readonly ReadSheet[],
  revisionOf: (id: string) => string,
): Promise<ReadonlyMap<string, SheetDifference | null>> {
  const pairs = sheets.flatMap(({ documentId, edition, lastEdition }) =>
    edition === null || lastEdition === null ? [] : [{ documentId, before: lastEdition, after: edition }],
  )
  const unmade = sheets.filter(({ lastEdition }) => lastEdition === null)
  const current = unmade.flatMap(({ documentId, edition }) => (edition === null ? [] : [{ documentId, number: edition }]))
  const [differences, editions] = await Promise.all([editionDifferences(pairs), readEditions(current)])
  const now = new Map(editions.map((edition) => [edition.documentId, edition]))
  const others = unmade.map(async ({ documentId, revision }) => {
    const difference = await differenceInHistory(documentId, revisionOf(documentId), now.get(documentId) ?? revision)
    return [documentId, difference] as const
  })
  return new Map<string, SheetDifference | null>([...differences, ...(await Promise.all(others))])
}

/** From a state of which no edition was made, as the lake's history has it; null if it no longer has. */
async function differenceInHistory(id: string, last: string, now: WholeEdition | string | null): Promise<SheetDifference | null> {
  const [before, after] = await Promise.all([
    readFactSheetRevision({ id, revision: last }),
    typeof now === 'string' ? readFactSheetRevision({ id, revision: now }) : now && toEditionSheet(now.content),
  ])
  return before && after && { figures: [], sentences: compareTexts(sheetParagraphs(before), sheetParagraphs(after), after.language) }
}
