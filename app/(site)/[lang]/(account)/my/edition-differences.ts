import { LRUCache } from 'lru-cache'
import type { SheetDifference } from '#components/own-page/read-sheet.ts'
import { compareFigures } from '#lib/changes/compare-figures.ts'
import { compareTexts } from '#lib/changes/compare.ts'
import { hashesOfEditions, readEditions, type WholeEdition } from '#lib/publishing/editions-in-sets.ts'
import { shownFigures } from '#lib/publishing/shown-figures.ts'
import { sheetParagraphs } from '#sanity/plain-text.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'

/** Two editions of one sheet, by their numbers. */
interface EditionPair {
  readonly documentId: string
  readonly before: number
  readonly after: number
}

/** By the hashes of both editions. They never change, so what differs is found once for everybody who read the one and comes to the other. */
const found = new LRUCache<string, SheetDifference>({ max: 500 })

/** What differs between the editions of each pair, by the ids of their sheets; absent where the text of one is not kept. At most two queries, however many pairs. */
export async function editionDifferences(pairs: readonly EditionPair[]): Promise<ReadonlyMap<string, SheetDifference>> {
  // An edition may be withdrawn: whether its text is still kept is asked each time.
  const hashes = new Map((await hashesOfEditions(pairs.flatMap(editionsOf))).map((one) => [nameOf(one), one.hash]))
  const keyed = pairs.flatMap((pair) => {
    const [before, after] = editionsOf(pair).map((one) => hashes.get(nameOf(one)))
    const key = `${before} ${after}`
    return before && after ? [{ pair, key, known: found.get(key) }] : []
  })
  const unknown = keyed.filter(({ known }) => known === undefined)
  const read = new Map((await readEditions(unknown.flatMap(({ pair }) => editionsOf(pair)))).map((one) => [nameOf(one), one]))
  return new Map(
    keyed.flatMap(({ pair, key, known }) => {
      const difference = known ?? differenceOf(editionsOf(pair).map((one) => read.get(nameOf(one))))
      if (difference) found.set(key, difference)
      return difference ? [[pair.documentId, difference] as const] : []
    }),
  )
}

function editionsOf({ documentId, before, after }: EditionPair): { readonly documentId: string; readonly number: number }[] {
  return [before, after].map((number) => ({ documentId, number }))
}

function nameOf({ documentId, number }: { readonly documentId: string; readonly number: number }): string {
  return `${documentId} ${number}`
}

function differenceOf([before, after]: readonly (WholeEdition | undefined)[]): SheetDifference | null {
  if (!before || !after) return null
  const paragraphs = ({ content }: WholeEdition) => sheetParagraphs(toEditionSheet(content))
  return {
    figures: compareFigures(shownFigures(before.content), shownFigures(after.content)),
    sentences: compareTexts(paragraphs(before), paragraphs(after), after.content.language),
  }
}
