import { formatDate, formatPeriod } from '#lib/figures/format-period.ts'
import { comparePeriods } from '#lib/figures/period.ts'
import type { SeedDocument } from '../seed-document.ts'
import type { KnownFigure, KnownSource } from './known-figures.ts'
import { type CompiledSheet, NOTICE, observationsIn, sectionsOf, type SheetSection, toDocument, toFactSheet } from './sheet.ts'
import { date, figure, name, statedChange, text, toBlock } from './text.ts'

/** As many names of sources stand in a change note; it has 500 characters. */
const NAMED_MAX = 3

/**
 * What `sheet` says of the sources that had come out by each of their dates, the earliest first, each with a change note; the last is the sheet
 * itself. Empty if that makes one state alone. Sources without a date come in last.
 */
export function earlierStates(sheet: CompiledSheet, known: readonly KnownFigure[]): readonly SeedDocument[] {
  const own = known.filter(({ place }) => place === `country-${sheet.country}`)
  const sourceOf = new Map(known.map(({ id, source }) => [id, source.id]))
  const final = toFactSheet(sheet, sourceOf)
  const dates = [...new Set(own.flatMap(({ source }) => source.date ?? []))].toSorted(byEnd)
  const sourceById = new Map(own.map(({ source }) => [source.id, source]))
  const said = new Set<string>()
  const states: SeedDocument[] = []
  let before = '[]'
  for (const upTo of [...dates, null]) {
    const out = own.filter(({ source }) => upTo === null || (source.date !== null && byEnd(source.date, upTo) <= 0))
    const isWhole = out.length === own.length
    const sections = isWhole ? sectionsOf(sheet) : sectionsAt(sheet, out, own)
    // A source that changes nothing of what the sheet says makes no edition.
    if (JSON.stringify(sections) === before) continue
    before = JSON.stringify(sections)
    const fresh = new Set(observationsIn(sections).flatMap((id) => sourceOf.get(id) ?? [])).difference(said)
    for (const id of fresh) said.add(id)
    const document = isWhole || upTo === null ? final : toDocument(sheet, { ...wordsUpTo(sheet, upTo), sections }, sourceOf)
    const note = noteOf(
      [...fresh].flatMap((id) => sourceById.get(id) ?? []),
      states.length === 0,
    )
    states.push({ ...document, changeNote: { _type: 'changeNote', text: note, major: false } })
  }
  return states.length > 1 ? states : []
}

/** Of two dates the one first that was certainly over first: what is known to the year alone may have come out at its end. */
function byEnd(one: string, other: string): number {
  const [first, second] = [one.padEnd(10, '~'), other.padEnd(10, '~')]
  return first < second ? -1 : first > second ? 1 : 0
}

function wordsUpTo({ title }: CompiledSheet, upTo: string) {
  const day = formatDate(upTo, 'en')
  return {
    summary: `${title}, by sources dated ${day} or earlier. Compiled for demonstration; not an official publication.`,
    notice: [...NOTICE, ...text` This edition keeps to sources dated ${date(day)} or earlier.`],
  }
}

/** The sections of which anything was known: in full words where all was that they say, else with the latest values as a list. */
function sectionsAt(sheet: CompiledSheet, out: readonly KnownFigure[], own: readonly KnownFigure[]): readonly SheetSection[] {
  const known = new Set(out.map(({ id }) => id))
  const listed = new Set<string>()
  return sectionsOf(sheet).flatMap((section) => {
    const ids = observationsIn([section])
    if (ids.every((id) => known.has(id))) return [section]
    const indicators = new Set(own.filter(({ id }) => ids.includes(id)).map(({ indicator }) => indicator.id))
    const rows = Map.groupBy(
      out.filter(({ indicator }) => indicators.has(indicator.id) && !listed.has(indicator.id)),
      (one) => [one.indicator.id, one.series, one.breakdown, one.measure].join(' '),
    )
    for (const id of indicators) listed.add(id)
    const body = [...rows].flatMap(([row, figures]) => latestOf(figures).map((one, index) => toItem(placeKey(row, index), one)))
    return body.length > 0 ? [{ ...section, body }] : []
  })
}

/** What a place in a list is called, whichever value stands in it and in whichever section: so a newer value there is a changed figure. */
function placeKey(row: string, index: number): string {
  return `${row.replaceAll(/[^a-z0-9]+/gi, '-')}-${index + 1}`
}

/** The values for the latest period that are not superseded: more than one where sources differ, or say the same. The first that said one stays first. */
function latestOf(row: readonly KnownFigure[]): readonly KnownFigure[] {
  const gone = new Set(row.map(({ supersedes }) => supersedes))
  const current = row.filter(({ id }) => !gone.has(id)).toSorted((one, other) => byEnd(one.source.date ?? '', other.source.date ?? ''))
  const [latest] = current.toSorted((a, b) => comparePeriods(b.period, a.period))
  return latest ? current.filter(({ period }) => comparePeriods(period, latest.period) === 0) : []
}

function toItem(key: string, { id, indicator, breakdown, measure, period, source }: KnownFigure) {
  const what = [indicator.name, breakdown].filter(Boolean).join(', ')
  const given = id.replace(/^observation-/, '')
  const value = measure === 'change' ? statedChange(given) : figure(given, indicator.id.includes('rank') ? 'rank' : 'unit')
  const pieces = text`${name(what)}, ${date(formatPeriod(period, 'en'))}: ${value} (${name(nameOf(source))}).`
  return { ...toBlock(key, pieces), listItem: 'bullet' as const, level: 1 }
}

function nameOf({ name: title, date: printed }: KnownSource): string {
  // Titles of a yearbook name their edition.
  return printed === null || title.includes(printed) ? title : `${title}, ${formatDate(printed, 'en')}`
}

function noteOf(fresh: readonly KnownSource[], isFirst: boolean): string {
  if (fresh.length === 0) return 'Says in full sentences what its sources say.'
  const names = [...new Set(fresh.map((source) => (source.date === null ? `${source.name}, undated` : nameOf(source))))]
  const more = names.length - NAMED_MAX
  const listed = [...names.slice(0, NAMED_MAX), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
  return `${isFirst ? 'Figures of' : 'Adds figures of'}: ${listed}.`.slice(0, 500)
}
