import type { ReadSheet, SheetDifference } from '#components/own-page/read-sheet.ts'
import { listFollowedSheets } from '#lib/accounts/follows.ts'
import { listReading } from '#lib/accounts/reading.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { compareFigures } from '#lib/changes/compare-figures.ts'
import { compareTexts } from '#lib/changes/compare.ts'
import { editionsOfRevisions, listSheets, readEditions, type WholeEdition } from '#lib/publishing/editions-in-sets.ts'
import { shownFigures } from '#lib/publishing/shown-figures.ts'
import { sheetParagraphs } from '#sanity/plain-text.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { readFactSheetRevision } from '#sanity/read/fact-sheet-revision.ts'
import { readSheetHeads } from '#sanity/read/own-content.ts'

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
  const wanted = sheets.flatMap(({ documentId, edition, lastEdition }) =>
    [edition, lastEdition].flatMap((number) => (number === null ? [] : [{ documentId, number }])),
  )
  const editions = new Map((await readEditions(wanted)).map((one) => [`${one.documentId} ${one.number}`, one]))
  const differences = await Promise.all(
    sheets.map(async ({ documentId, edition, lastEdition, revision }): Promise<readonly [string, SheetDifference | null]> => {
      const [before, after] = [editions.get(`${documentId} ${lastEdition}`), editions.get(`${documentId} ${edition}`)]
      if (before && after) return [documentId, differenceOf(before, after)]
      return [documentId, lastEdition === null ? await differenceInHistory(documentId, revisionOf(documentId), after ?? revision) : null]
    }),
  )
  return new Map(differences)
}

function differenceOf(before: WholeEdition, after: WholeEdition): SheetDifference {
  const paragraphs = ({ content }: WholeEdition) => sheetParagraphs(toEditionSheet(content))
  return {
    figures: compareFigures(shownFigures(before.content), shownFigures(after.content)),
    sentences: compareTexts(paragraphs(before), paragraphs(after), after.content.language),
  }
}

/** From a state of which no edition was made, as the lake's history has it; null if it no longer has. */
async function differenceInHistory(id: string, last: string, now: WholeEdition | string | null): Promise<SheetDifference | null> {
  const [before, after] = await Promise.all([
    readFactSheetRevision({ id, revision: last }),
    typeof now === 'string' ? readFactSheetRevision({ id, revision: now }) : now && toEditionSheet(now.content),
  ])
  return before && after && { figures: [], sentences: compareTexts(sheetParagraphs(before), sheetParagraphs(after), after.language) }
}
