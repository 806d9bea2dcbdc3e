import type { Observation, Period } from '#lib/figures/observation.ts'
import { toNamed, toNames } from './named.ts'
import { publishedId } from './published-id.ts'
import type { OBSERVATIONS_BY_ID_QUERY_RESULT } from './sanity.types.ts'
import { toUnit, UNIT_FIELDS } from './unit.ts'

/** The part of a query that reads an observation with all that it rests on. */
export const OBSERVATION_FIELDS = `
    _id, measure, value, upperValue, qualifier, asPrinted, period{type, start, end}, basePeriod{type, start, end}, breakdown, status, note,
    supersession{kind, reason}, "supersedes": supersedes._ref,
    "indicator": indicator->{_id, name, names[]{language, value}, "slug": slug.current},
    "place": place->{_id, name, names[]{language, value}, "slug": slug.current},
    "unit": unit->{${UNIT_FIELDS}},
    "series": series->{_id, code, name, names[]{language, value}, description},
    "citation": citation{page, table, accessedAt, "source": source->{_id, title, publisher, publisherKind, date, url}}`

type Answer = OBSERVATIONS_BY_ID_QUERY_RESULT[number]
function toPeriod(period: Answer['period']): Period | null {
  return period?.type ? { type: period.type, start: period.start ?? null, end: period.end ?? null } : null
}

function toSource({ _id, ...rest }: NonNullable<NonNullable<Answer['citation']>['source']>): Observation['citation']['source'] {
  return { id: publishedId(_id), ...rest }
}

/** An observation as a query gives it, made ready to be shown; null if a part is missing without which a value means nothing, as in a draft. */
export function toObservation(answer: Answer): Observation | null {
  const { _id, indicator, place, unit, series, citation, value, measure, upperValue, supersession, ...rest } = answer
  const period = toPeriod(answer.period)
  if (!indicator || !place || !unit || !series || !citation?.source || !period || value === null) return null
  return {
    ...rest,
    id: publishedId(_id),
    indicator: toNamed(indicator),
    place: toNamed(place),
    measure: measure ?? 'level',
    value,
    upperValue: upperValue ?? null,
    unit: toUnit(unit),
    period,
    basePeriod: toPeriod(answer.basePeriod),
    series: {
      id: publishedId(series._id),
      code: series.code ?? '',
      name: series.name ?? '',
      names: toNames(series.names),
      description: series.description,
    },
    citation: { ...citation, source: toSource(citation.source) },
    supersession: supersession?.kind ? { kind: supersession.kind, reason: supersession.reason ?? '' } : null,
  }
}
