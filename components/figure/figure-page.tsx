import { nameIn, type Observation, type Subject } from '#lib/figures/observation.ts'
import { summarizeSeries } from '#lib/figures/summary.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { IndicatorPage } from '#sanity/read/indicator.ts'
import type { SeriesDescription } from '#sanity/read/series.ts'
import type { SheetUse } from '#sanity/read/sheets-using.ts'
import { Disagreements } from './disagreements.tsx'
import { figurePath } from './figure-address.ts'
import { HistoryChart } from './history-chart.tsx'
import { HistoryTable } from './history-table.tsx'
import { PublishedHistory, type PublishedHistoryProps } from './published-history.tsx'
import { isDrawn } from './is-drawn.ts'
import { SheetUses } from './sheet-uses.tsx'

interface FigurePageProps {
  readonly indicator: IndicatorPage
  readonly place: Subject
  readonly observations: readonly Observation[]
  readonly series: readonly SeriesDescription[]
  readonly sheets: readonly SheetUse[]
  readonly published: Pick<PublishedHistoryProps, 'published' | 'observations' | 'hasMore'>
  readonly language: Language
}

/** A figure with its history as a picture, in a sentence and as a table, and what a reader needs to judge it. */
export function FigurePage({ indicator, place, observations, series, sheets, published, language }: FigurePageProps) {
  const words = translate('indicators', language)
  const names = { indicator: nameIn(indicator, language), place: nameIn(place, language) }
  const path = figurePath({ indicator, place })
  const standing = new Set(published.published.flatMap(({ end, observationId }) => (end === 'stands' ? observationId : [])))
  const rows = Map.groupBy(observations, ({ series, breakdown }) => `${series.id} ${breakdown}`)
  const summaries = [...rows.values()].flatMap((row) => summarizeSeries(row, language) ?? [])
  const others = indicator.places.filter(({ id }) => id !== place.id)
  // What editors describe, they describe in English.
  const foreign = languageAttributes('en', language)
  return (
    <>
      <h1>{words('subject', names)}</h1>
      {isDrawn(observations) ? (
        <HistoryChart id="history" observations={observations} title={words('chartTitle', names)} standing={standing} language={language} />
      ) : (
        <p>{summaries.join(' ')}</p>
      )}
      <Disagreements observations={observations} language={language} />
      <section aria-labelledby="values">
        <h2 id="values">{words('allValuesTitle')}</h2>
        <HistoryTable observations={observations} caption={words('subject', names)} language={language} />
      </section>
      <PublishedHistory {...published} indicator={indicator} place={place} language={language} />
      <section aria-labelledby="downloads">
        <h2 id="downloads">{words('downloads')}</h2>
        <p>{words('downloadsText')}</p>
        <ul>
          {(['csv', 'json'] as const).map((kind) => (
            <li key={kind}>
              <a href={`${path}.${kind}`} download={`${indicator.slug}-${place.slug}.${kind}`}>
                {kind.toUpperCase()}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="definition">
        <h2 id="definition">{words('definition')}</h2>
        <p {...(indicator.definition === null ? {} : foreign)}>{indicator.definition ?? words('noDefinition')}</p>
        <dl className="facts">
          {series.map(({ id, description, ...named }) => (
            <div key={id}>
              <dt>{nameIn(named, language)}</dt>
              <dd {...foreign}>{description}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="uses">
        <h2 id="uses">{words('uses')}</h2>
        <SheetUses sheets={sheets} language={language} />
      </section>
      {others.length > 0 && (
        <section aria-labelledby="places">
          <h2 id="places">{words('otherPlaces')}</h2>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <a href={localPath(language, figurePath({ indicator, place: other }))}>{nameIn(other, language)}</a>
              </li>
            ))}
          </ul>
          <p>
            <a href={localPath(language, `/indicators/${indicator.slug}`)}>{words('comparisonLink')}</a>
          </p>
        </section>
      )}
    </>
  )
}
