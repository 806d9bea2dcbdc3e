import { type Change, compareTexts } from './compare.ts'
import { compareFigures, type FigureChange, type ShownFigure } from './compare-figures.ts'

/** A part of a sheet: a section, its results, its sources. */
export interface SheetPart {
  /** The same in every edition that has the part. */
  readonly key: string
  /** What it is called; null for text without a heading. */
  readonly heading: string | null
  readonly paragraphs: readonly string[]
}

/** What is compared of a sheet. */
export interface ComparedSheet {
  readonly language: string
  readonly parts: readonly SheetPart[]
  readonly figures: readonly ShownFigure[]
}

/** What became of a part. */
export interface PartChange {
  readonly key: string
  readonly heading: string | null
  readonly kind: 'changed' | 'added' | 'removed'
  readonly changes: readonly Change[]
}

/** What differs between two states of a sheet: its figures, then its parts in the order in which the later state has them, those that are gone at
 *  the end. Parts that say the same are left out. */
export function compareSheets(
  before: ComparedSheet,
  after: ComparedSheet,
): { readonly figures: readonly FigureChange[]; readonly parts: readonly PartChange[] } {
  const old = new Map(before.parts.map((part) => [part.key, part]))
  const kept = new Set(after.parts.map(({ key }) => key))
  const parts = [
    ...after.parts.map((part) => changeOf(old.get(part.key), part, after.language)),
    ...before.parts.filter(({ key }) => !kept.has(key)).map((part) => changeOf(part, undefined, before.language)),
  ]
  return { figures: compareFigures(before.figures, after.figures), parts: parts.filter(({ changes }) => changes.length > 0) }
}

function changeOf(before: SheetPart | undefined, after: SheetPart | undefined, language: string): PartChange {
  const lines = (part: SheetPart | undefined): readonly string[] => (part ? [part.heading ?? '', ...part.paragraphs].filter(Boolean) : [])
  return {
    key: (after ?? before)?.key ?? '',
    heading: after?.heading ?? before?.heading ?? null,
    kind: before && after ? 'changed' : after ? 'added' : 'removed',
    changes: compareTexts(lines(before), lines(after), language),
  }
}
