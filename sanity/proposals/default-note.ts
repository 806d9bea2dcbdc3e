import { compareFigures, type FigureChange, type ShownFigure } from '#lib/changes/compare-figures.ts'
import { figureWords, type FigureLanguage } from '#lib/figures/figure-language.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation, SUPERSESSION_KINDS } from '#lib/figures/observation.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { KnownFigures } from '../check/known-figures.ts'
import { type SheetToCheck, sheetBlocks } from '../check/sheet-to-check.ts'

/** As long as a change note may be. */
const LENGTH_MAX = 500

/** What the change note of `draft` says unless its editor says something else: each figure that changed since `published`, in the language of the
 *  sheet, with the new value, the old one, and why. Null if no figure changed. */
export function defaultNote(published: SheetToCheck, draft: SheetToCheck, known: KnownFigures): string | null {
  const language = writtenLanguage(draft.language ?? 'en')
  const changes = compareFigures(figuresOf(published, known, language), figuresOf(draft, known, language))
  const sentences = new Set(changes.flatMap((change) => sentenceOf(change, known, language)))
  if (sentences.size === 0) return null
  return shortened([...sentences], language)
}

function figuresOf(sheet: SheetToCheck, known: KnownFigures, language: FigureLanguage): readonly ShownFigure[] {
  return sheetBlocks(sheet).flatMap(({ figures }) =>
    figures.flatMap(({ value: { _key, observation, form, hedged } }) => {
      const found = known.get(observation?._ref ?? '')
      if (!found) return []
      const text = formatFigure(found, { form: form ?? 'unit', hedged: hedged ?? false }, language)
      return [{ key: _key ?? '', observation: toShown(found), text }]
    }),
  )
}

function toShown({
  id,
  value,
  upperValue,
  unit,
  indicator,
  place,
  period,
  supersedes,
  supersession,
}: Observation): ShownFigure['observation'] {
  return {
    id,
    value,
    upperValue,
    unit: unit.code,
    indicator: indicator.name,
    place: place.name,
    period,
    supersedes,
    supersession,
  }
}

function sentenceOf({ kind: became, before, after, why }: FigureChange, known: KnownFigures, language: FigureLanguage): readonly string[] {
  const observation = known.get(after?.observation ?? '')
  if (became !== 'changed' || !before || !after || !observation) return []
  const words = translate('proposals', language)
  const { indicator, place, period } = observation
  const comma = translate('site', language)('comma')
  const figure = [nameIn(indicator, language), nameIn(place, language), formatPeriod(period, language)].filter(Boolean).join(`${comma} `)
  const said = { figure, before: before.text, after: after.text }
  const reason = why?.reason?.trim().replace(/\.$/, '')
  const kind = SUPERSESSION_KINDS.find((each) => each === why?.kind)
  if (!kind || !reason) return [words('noteChange', said)]
  return [words('noteChangeWhy', { ...said, kind: figureWords(language)(`supersession.${kind}`), reason })]
}

/** As many of `sentences` as a note has room for, and how many more there are. */
function shortened(sentences: readonly string[], language: FigureLanguage): string {
  const whole = sentences.join(' ')
  if (whole.length <= LENGTH_MAX) return whole
  for (let count = sentences.length - 1; count > 0; count -= 1) {
    const rest = translate('proposals', language)('noteMore', { count: sentences.length - count })
    const text = [...sentences.slice(0, count), rest].join(' ')
    if (text.length <= LENGTH_MAX) return text
  }
  return whole.slice(0, LENGTH_MAX - 1) + '…'
}
