import { figureKey } from '#lib/accounts/follow-target.ts'
import type { Weight } from '#lib/accounts/follow-rule.ts'
import { compareTexts } from '#lib/changes/compare.ts'
import type { FigureChange } from '#lib/changes/compare-figures.ts'
import { compareSheets } from '#lib/changes/compare-sheets.ts'
import type { EditionContent, EditionObservation } from '#lib/publishing/edition-content.ts'
import { shownFigures } from '#lib/publishing/shown-figures.ts'
import { partsOf } from './edition-parts.ts'

/** A figure that changed, with both values as they were published. */
export interface NewsFigure {
  readonly kind: FigureChange['kind']
  /** The key by which its indicator in its place is followed; null if the observation does not say both. */
  readonly subject: string | null
  readonly before: NewsValue | null
  readonly after: NewsValue | null
  readonly why: FigureChange['why']
}

export interface NewsValue {
  readonly observation: EditionObservation
  /** The words that readers of the sheet saw. */
  readonly text: string
}

/** A part of a sheet whose words changed. */
export interface NewsPart {
  /** Null for text without a heading. */
  readonly heading: string | null
  readonly kind: 'changed' | 'added' | 'removed'
}

/** As many figures of one edition are told of; a sheet written anew has more than anybody reads in a mail. */
const FIGURES_MAX = 200

/** What there is to tell of an edition, after `before`, the edition before it: null if that is the first, or was removed. */
export function newsOf(
  after: EditionContent,
  before: EditionContent | null,
): { readonly figures: readonly NewsFigure[]; readonly parts: readonly NewsPart[]; readonly weight: Weight } {
  // In a first edition everything is new, and in one after a text that is gone nobody can say what is.
  if (!before) return { figures: [], parts: [], weight: 2 }
  const figures = after.change.figures.slice(0, FIGURES_MAX).flatMap((change) => toFigure(change, before, after))
  const parts = compareSheets(comparedOf(before), comparedOf(after)).parts
  const isReworded = parts.every(({ changes }) => changes.every(({ kind }) => kind === 'reworded'))
  const isTitled = compareTexts([before.heading], [after.heading], after.language).length > 0
  return {
    figures,
    parts: parts.map(({ heading, kind }) => ({ heading, kind })),
    weight: figures.length > 0 ? 3 : after.change.major || !isReworded || isTitled ? 2 : 1,
  }
}

function comparedOf(content: EditionContent) {
  return { language: content.language, parts: partsOf(content), figures: [] }
}

function toFigure(change: FigureChange, before: EditionContent, after: EditionContent): readonly NewsFigure[] {
  const new_ = valueOf(change.after, after)
  const old = valueOf(change.before, before) ?? (new_ && predecessorOf(new_.observation, before))
  const { indicator = null, place = null } = (new_ ?? old)?.observation ?? {}
  if (!new_ && !old) return []
  return [
    {
      kind: change.kind === 'added' && old ? 'changed' : change.kind,
      subject: indicator && place ? figureKey(indicator.id, place.id) : null,
      before: old,
      after: new_,
      why: change.why,
    },
  ]
}

function valueOf(side: FigureChange['before'], { observations }: EditionContent): NewsValue | null {
  const observation = side && observations.find(({ id }) => id === side.observation)
  return side && observation ? { observation, text: side.text } : null
}

/** The value that a figure new in a sheet goes on from: that of the same series for the latest period before it that the sheet showed. */
function predecessorOf(added: EditionObservation, before: EditionContent): NewsValue | null {
  const end = endOf(added)
  if (end === null) return null
  const texts = new Map(shownFigures(before).map(({ observation, text }) => [observation.id, text]))
  const earlier = before.observations
    .filter((one) => texts.has(one.id) && isComparable(one, added) && (endOf(one) ?? end) < end)
    .toSorted((one, other) => ((endOf(one) ?? '') < (endOf(other) ?? '') ? 1 : -1))[0]
  return earlier ? { observation: earlier, text: texts.get(earlier.id) ?? '' } : null
}

/** Whether two values may be held against each other: levels of one indicator and place, of one series, breakdown and unit. */
export function isComparable(one: EditionObservation, other: EditionObservation): boolean {
  return (
    one.indicator?.id === other.indicator?.id &&
    one.place?.id === other.place?.id &&
    one.measure === 'level' &&
    other.measure === 'level' &&
    one.series?.id === other.series?.id &&
    one.breakdown === other.breakdown &&
    one.unit?.id === other.unit?.id
  )
}

function endOf({ period }: EditionObservation): string | null {
  const end = period?.['end'] ?? period?.['start']
  return typeof end === 'string' ? end : null
}
