import { Day } from '#components/ui/day.tsx'
import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { figureWords } from '#lib/figures/figure-language.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation, type Subject, SUPERSESSION_KINDS } from '#lib/figures/observation.ts'
import { findSuperseded } from '#lib/figures/supersession.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import { valueText } from './value-text.ts'

/** A value that a sheet showed, from one edition to another. */
export interface PublishedValue {
  readonly observationId: string
  /** The words that readers saw, in the language of the sheet. */
  readonly text: string
  readonly sheet: { readonly documentId: string; readonly slug: string; readonly heading: string; readonly language: string }
  readonly firstNumber: number
  readonly lastNumber: number
  readonly from: Date
  /** Null while it stands. */
  readonly until: Date | null
  readonly end: 'stands' | 'replaced' | 'dropped' | 'withdrawn'
  readonly successor: { readonly text: string } | null
  readonly why: { readonly kind: string | null; readonly reason: string | null } | null
}

export interface PublishedHistoryProps {
  /** The newest first. */
  readonly published: readonly PublishedValue[]
  /** All values of the figure, and those that were published and are no longer among them. */
  readonly observations: readonly Observation[]
  readonly indicator: Subject
  readonly place: Subject
  /** Whether there are older ones. */
  readonly hasMore: boolean
  readonly language: Language
}

/** What fact sheets of this site ever said of a figure, when, and what came after. */
export function PublishedHistory({ published, observations, indicator, place, hasMore, language }: PublishedHistoryProps) {
  const words = translate('published', language)
  const known = new Map(observations.map((observation) => [observation.id, observation]))
  const superseded = findSuperseded(observations)
  return (
    <section aria-labelledby="published">
      <h2 id="published">{words('title')}</h2>
      <p>{words(published.length > 0 ? 'lead' : 'none')}</p>
      {published.length > 0 && (
        <ScrollingTable
          caption={words('caption', { indicator: nameIn(indicator, language), place: nameIn(place, language) })}
          columns={(['period', 'value', 'sheet', 'from', 'until', 'after'] as const).map((column) => words(column))}
        >
          <tbody>
            {published.map((value) => (
              <Row
                key={`${value.sheet.documentId} ${value.observationId} ${value.firstNumber}`}
                value={value}
                observation={known.get(value.observationId)}
                superseding={superseded.get(value.observationId)}
                language={language}
              />
            ))}
          </tbody>
        </ScrollingTable>
      )}
      {hasMore && <p>{words('newest', { count: published.length })}</p>}
    </section>
  )
}

interface RowProps {
  readonly value: PublishedValue
  readonly observation: Observation | undefined
  /** What took the place of the observation among all values of the figure. */
  readonly superseding: Observation | undefined
  readonly language: Language
}

function Row({ value, observation, superseding, language }: RowProps) {
  const { text, sheet, from, until, end, successor, why } = value
  const words = translate('published', language)
  const spoken = languageAttributes(sheet.language, language)
  return (
    <tr>
      <th scope="row">{observation && formatPeriod(observation.period, language)}</th>
      <td {...spoken}>{end === 'stands' ? text : <del>{text}</del>}</td>
      <td>
        <bdi {...spoken}>{sheet.heading}</bdi>
        {translate('site', language)('comma')} <EditionsLink value={value} language={language} />
      </td>
      <td>
        <Day at={from} language={language} />
      </td>
      <td>{until ? <Day at={until} language={language} /> : words('today')}</td>
      <td>
        {end === 'replaced' && successor && <span {...spoken}>{successorText(successor.text, why, language)}</span>}
        {end === 'dropped' && words('dropped')}
        {end === 'withdrawn' && words('withdrawn')}
        {end !== 'replaced' && superseding && ` ${supersedingText(superseding, language)}`}
      </td>
    </tr>
  )
}

function EditionsLink({ value: { sheet, firstNumber: first, lastNumber: last }, language }: Pick<RowProps, 'value' | 'language'>) {
  const words = translate('published', language)
  return (
    <a href={`${sheetPath(sheet.slug, sheet.language, language)}/editions/${first}`}>
      {first === last ? words('edition', { number: first }) : words('editions', { first, last })}
    </a>
  )
}

/** "Then: 42,900 hectares (correction: Counted twice.)." */
function successorText(figure: string, why: PublishedValue['why'], language: Language): string {
  const words = translate('published', language)
  const kind = SUPERSESSION_KINDS.find((known) => known === why?.kind)
  if (!kind || !why?.reason) return words('replacedBy', { figure })
  return words('replacedWhy', { figure, kind: figureWords(language)(`supersession.${kind}`), reason: why.reason })
}

function supersedingText(observation: Observation, language: Language): string {
  const words = figureWords(language)
  const figure = valueText(observation, language)
  const { supersession } = observation
  if (!supersession) return words('supersededBy', { figure })
  return words('supersededWhy', { figure, kind: words(`supersession.${supersession.kind}`), reason: supersession.reason })
}
