import { linkAddress } from '#components/ui/link-address.ts'
import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { figureWords, type FigureLanguage } from '#lib/figures/figure-language.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { sourceNumbers } from '#lib/figures/history.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { comparePeriods } from '#lib/figures/period.ts'
import { findSuperseded } from '#lib/figures/supersession.ts'
import { localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { citePath } from './figure-address.ts'
import { valueText } from './value-text.ts'

interface Props {
  readonly observations: readonly Observation[]
  readonly caption: string
  readonly language: FigureLanguage
}

/** The same values as the chart, and those that it has no place for: the latest first, superseded ones struck and said to be so. */
export function HistoryTable({ observations, caption, language }: Props) {
  const words = figureWords(language)
  const superseded = findSuperseded(observations)
  const numbers = sourceNumbers(observations)
  return (
    <ScrollingTable
      caption={caption}
      columns={(['period', 'value', 'series', 'source', 'status'] as const).map((column) => words(`column.${column}`))}
    >
      <tbody>
        {observations
          .toSorted((a, b) => comparePeriods(b.period, a.period))
          .map((observation) => (
            <Row
              key={observation.id}
              observation={observation}
              successor={superseded.get(observation.id)}
              sourceNumber={numbers.get(observation.source.id) ?? 0}
              language={language}
            />
          ))}
      </tbody>
    </ScrollingTable>
  )
}

interface RowProps {
  readonly observation: Observation
  readonly successor: Observation | undefined
  readonly sourceNumber: number
  readonly language: FigureLanguage
}

function Row({ observation, successor, sourceNumber, language }: RowProps) {
  const { series, breakdown, source } = observation
  const words = translate('reading', language)
  const figure = valueText(observation, language)
  const name = source.title ?? source.publisher
  const address = linkAddress(source.url)
  return (
    <tr id={observation.id}>
      <th scope="row">{formatPeriod(observation.period, language)}</th>
      <td>{successor ? <del>{figure}</del> : figure}</td>
      <td>{[nameIn(series, language), breakdown].filter(Boolean).join(': ')}</td>
      <td>
        {sourceNumber}.{' '}
        <bdi>
          {address ? <a href={address}>{name}</a> : name}
          {[source.title && source.publisher, source.date].filter(Boolean).map((part) => `, ${part}`)}
        </bdi>
      </td>
      <td>
        {statusText(observation, successor, language)}{' '}
        <a href={localPath(language, citePath(observation))} className="cite-value">
          {words('citeOrReport')}
        </a>
      </td>
    </tr>
  )
}

function statusText({ status }: Observation, successor: Observation | undefined, language: FigureLanguage): string {
  const words = figureWords(language)
  if (!successor) return status === null ? '' : words(`status.${status}`)
  const { supersession } = successor
  const figure = valueText(successor, language)
  if (!supersession) return words('supersededBy', { figure })
  return words('supersededWhy', { figure, kind: words(`supersession.${supersession.kind}`), reason: supersession.reason })
}
