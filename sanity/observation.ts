import { type Observation, observationSchema } from '#lib/figures/observation.ts'
import { SUBJECT_FIELDS } from './subject.ts'

const UNIT_FIELDS = `"id": _id, code, symbol, kind, names[]{language, one, two, few, many, other}`

/** The part of a query that reads an observation with all that it rests on. */
export const OBSERVATION_FIELDS = `
    "id": _id, measure, value, upperValue, qualifier, asPrinted, period{type, start, end}, basePeriod{type, start, end}, breakdown, status, note,
    supersession{kind, reason}, "supersedes": supersedes._ref,
    "indicator": indicator->{${SUBJECT_FIELDS}},
    "place": place->{${SUBJECT_FIELDS}},
    "unit": unit->{${UNIT_FIELDS}},
    "series": series->{"id": _id, code, name, names[]{language, value}},
    "source": citation.source->{"id": _id, title, publisher, publisherKind, date, url},
    "page": citation.page, "table": citation.table, "accessedAt": citation.accessedAt`

/** Observations as a query gives them, those that are whole: a draft may still lack its unit or its source, and half a figure is never shown. */
export function toObservations(answers: readonly unknown[]): readonly Observation[] {
  return answers.flatMap((answer) => observationSchema.safeParse(answer).data ?? [])
}
