import { HistoryChart } from '#components/figure/history-chart.tsx'
import { isDrawn } from '#components/figure/is-drawn.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import { SourceText } from '#components/figure/source-text.tsx'
import { sourceNumbers } from '#lib/figures/history.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { summarizeSeries } from '#lib/figures/summary.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { ChangeNote } from './change-note.tsx'
import { EmbedFooter } from './embed-footer.tsx'
import { changesTo } from './value-change.ts'

/** So many sources stand below the picture; more of them behind a click. */
const SOURCES_SHOWN = 3
/** So many corrections are told of: the page of the figure has all. */
const CHANGES_MAX = 5

interface EmbeddedChartProps {
  /** All values of one indicator in one place; at least one. */
  readonly observations: readonly [Observation, ...Observation[]]
  readonly publishedAt: ReadonlyMap<string, Date>
  readonly language: Language
  /** The whole address of the page of the figure. */
  readonly address: string
}

/** The history of a figure as a picture and in sentences, with its sources, in a page of somebody else. */
export function EmbeddedChart({ observations, publishedAt, language, address }: EmbeddedChartProps) {
  const words = translate('embeds', language)
  const subject = subjectText(observations[0], language)
  const rows = Map.groupBy(observations, ({ series, breakdown }) => `${series.id} ${breakdown}`)
  const summaries = [...rows.values()].flatMap((row) => summarizeSeries(row, language) ?? [])
  const newestOf = (at: Date | null) => at?.getTime() ?? 0
  const changes = currentOf(observations)
    .flatMap((observation) => changesTo(observation, observations, publishedAt))
    .toSorted((one, other) => newestOf(other.at) - newestOf(one.at))
    .slice(0, CHANGES_MAX)
  const sources = <Sources observations={observations} language={language} />
  return (
    <main className="embed">
      <h1>{subject}</h1>
      {isDrawn(observations) ? (
        <HistoryChart id="history" observations={observations} title={subject} language={language} />
      ) : (
        <p>{summaries.join(' ')}</p>
      )}
      {changes.map((change) => (
        <ChangeNote key={change.after.id} change={change} language={language} withPeriod />
      ))}
      {sourceNumbers(observations).size > SOURCES_SHOWN ? (
        <details>
          <summary>{words('sources')}</summary>
          {sources}
        </details>
      ) : (
        <>
          <p>{words('sources')}:</p>
          {sources}
        </>
      )}
      <EmbedFooter language={language} address={address} />
    </main>
  )
}

function Sources({ observations, language }: { observations: readonly Observation[]; language: Language }) {
  const numbers = [...sourceNumbers(observations)].toSorted(([, one], [, other]) => one - other)
  const cited = new Map(observations.map((observation) => [observation.source.id, observation]))
  return (
    <ol>
      {numbers.map(([id, number]) => {
        const observation = cited.get(id)
        return (
          <li key={id} value={number}>
            {observation && <SourceText citation={{ ...observation, page: null, table: null }} language={language} />}
          </li>
        )
      })}
    </ol>
  )
}
