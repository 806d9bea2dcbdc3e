import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { comparePeriods } from '#lib/figures/period.ts'
import { isOfSameRow } from '#lib/figures/stale.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { INTL_LOCALES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { figurePath } from './figure-address.ts'
import { SourceText } from './source-text.tsx'
import { valueText } from './value-text.ts'

interface ComparisonProps {
  /** All values of one indicator, in all places. */
  readonly observations: readonly Observation[]
  readonly caption: string
  readonly language: Language
}

/** The latest value of each series in each place, by the names of the places. Their periods may differ, and each says its own. */
export function Comparison({ observations, caption, language }: ComparisonProps) {
  const words = translate('indicators', language)
  const latest = latestOfRows(observations)
  const byPlace = Map.groupBy(latest, ({ place }) => place.id)
  const order = new Intl.Collator(INTL_LOCALES[language])
  const groups = [...byPlace.values()].toSorted(([a], [b]) =>
    a && b ? order.compare(nameIn(a.place, language), nameIn(b.place, language)) : 0,
  )
  return (
    <ScrollingTable caption={caption} columns={(['place', 'value', 'period', 'series', 'source'] as const).map((column) => words(column))}>
      {groups.map((group) => (
        <tbody key={group[0]?.place.id}>
          {group.map((observation, index) => (
            <tr key={observation.id}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={group.length}>
                  <a href={localPath(language, figurePath(observation))}>{nameIn(observation.place, language)}</a>
                </th>
              )}
              <td>{valueText(observation, language)}</td>
              <td>{formatPeriod(observation.period, language)}</td>
              <td>{[nameIn(observation.series, language), observation.breakdown].filter(Boolean).join(': ')}</td>
              <td>
                <SourceText citation={observation} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </ScrollingTable>
  )
}

/** The last value of each row that stands; of those of one period all that differ. */
function latestOfRows(observations: readonly Observation[]): readonly Observation[] {
  const rows: Observation[][] = []
  for (const observation of currentOf(observations).toSorted((a, b) => comparePeriods(b.period, a.period))) {
    const row = rows.find(([first]) => first && isOfSameRow(first, observation))
    if (!row) rows.push([observation])
    else if (row.every((last) => comparePeriods(last.period, observation.period) === 0 && last.value !== observation.value))
      row.push(observation)
  }
  return rows.flat()
}
