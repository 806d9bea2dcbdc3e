import type { ReactNode } from 'react'
import { figurePath } from '#components/figure/figure-address.ts'
import { valueText } from '#components/figure/value-text.ts'
import { ScrollingTable } from '#components/ui/scrolling-table.tsx'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation, type Subject } from '#lib/figures/observation.ts'
import { comparePeriods } from '#lib/figures/period.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** So many figures are compared. */
const ROWS_MAX = 15

interface SideBySideProps {
  /** The places that are compared, by their ids, in order. */
  readonly places: readonly string[]
  /** All that is known of them. */
  readonly observations: readonly Observation[]
  readonly language: Language
  /** The way to take one away, where the page is being arranged. */
  readonly drop: (item: string, name: string) => ReactNode
}

/** What is known of several countries, each indicator that more than one has in a row, with its latest value. */
export function SideBySide({ places, observations, language, drop }: SideBySideProps) {
  const words = translate('ownPage', language)
  const known = new Map(observations.map(({ place }) => [place.id, place]))
  const shown = places.flatMap((place) => known.get(place) ?? [])
  if (shown.length === 0) return <p className="my-nothing">{words('countriesHow')}</p>
  const rows = rowsOf(observations, shown)
  return (
    <>
      <ul className="my-chips">
        {shown.map((place) => (
          <li key={place.id}>
            <a href={localPath(language, `/countries/${place.slug}`)}>{nameIn(place, language)}</a>{' '}
            {drop(place.id, nameIn(place, language))}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className="my-nothing">{words('countriesNone')}</p>
      ) : (
        <ScrollingTable
          caption={words('countriesCaption')}
          columns={[words('indicator'), ...shown.map((place) => nameIn(place, language))]}
        >
          <tbody>
            {rows.map(({ indicator, latest }) => (
              <tr key={indicator.id}>
                <th scope="row">
                  <a href={localPath(language, `/indicators/${indicator.slug}`)}>{nameIn(indicator, language)}</a>
                </th>
                {shown.map((place) => (
                  <td key={place.id}>
                    <Latest observation={latest.get(place.id)} language={language} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollingTable>
      )}
    </>
  )
}

function Latest({ observation, language }: { observation: Observation | undefined; language: Language }) {
  if (!observation) return <>–</>
  return (
    <>
      <a href={localPath(language, figurePath(observation))}>{valueText(observation, language)}</a>
      <small>{formatPeriod(observation.period, language)}</small>
    </>
  )
}

interface Row {
  readonly indicator: Subject
  readonly latest: ReadonlyMap<string, Observation>
}

/** Levels alone: changes and goals are measured from something else. The indicators of most places stand first. */
function rowsOf(observations: readonly Observation[], places: readonly Subject[]): readonly Row[] {
  const levels = currentOf(observations).filter(({ measure, breakdown }) => measure === 'level' && breakdown === null)
  const rows = [...Map.groupBy(levels, ({ indicator }) => indicator.id).values()].flatMap((group): Row[] => {
    const [first] = group
    const latest = new Map(group.toSorted((a, b) => comparePeriods(a.period, b.period)).map((one) => [one.place.id, one]))
    return first ? [{ indicator: first.indicator, latest }] : []
  })
  const count = ({ latest }: Row): number => places.filter(({ id }) => latest.has(id)).length
  return rows
    .filter((row) => count(row) > (places.length > 1 ? 1 : 0))
    .toSorted((one, other) => count(other) - count(one) || one.indicator.name.localeCompare(other.indicator.name))
    .slice(0, ROWS_MAX)
}
