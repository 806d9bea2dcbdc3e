import type { ListLink } from '#components/list/list-links.tsx'
import type { Observation } from '#lib/figures/observation.ts'
import { TOPICS } from '#lib/figures/topics.ts'
import type { Language } from '#lib/i18n/languages.ts'
import type { ListSubject } from '#lib/open-data/lists/list.ts'
import { listPath, subjectName } from '#lib/open-data/lists/list-words.ts'
import type { View } from '#sanity/live.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { readPlaceList, readSheetLists } from '#sanity/read/sheet-lists.ts'
import type { Figure } from './indicators/[indicator]/[place]/read-figure.ts'

/** The lists that a sheet stands in: of its country, its office, and the topics of its figures. */
export async function listsOfSheet(
  sheet: FactSheet,
  known: readonly Observation[],
  language: Language,
  view: View,
): Promise<readonly ListLink[]> {
  const indicators = [...new Set(known.map(({ indicator }) => indicator.id))].toSorted()
  const { country, office, topics } = await readSheetLists({ id: sheet.id, indicators, view })
  const subjects: ListSubject[] = [
    ...(country ? [{ kind: 'countries' as const, slug: country.slug, named: country }] : []),
    ...topicSubjects(topics),
    ...(office ? [{ kind: 'offices' as const, slug: office.slug, named: { name: office.name, names: [] } }] : []),
  ]
  return subjects.map((subject) => toLink(subject, language))
}

/** The lists that a figure stands in: of its country, if it is for one, its topic and its series. */
export async function listsOfFigure(
  { indicator, place, observations }: Figure,
  language: Language,
  view: View,
): Promise<readonly ListLink[]> {
  const country = await readPlaceList({ id: place.id, view })
  const series = new Map(observations.map((observation) => [observation.series.code, observation.series]))
  const subjects: ListSubject[] = [
    ...(country === null ? [] : [{ kind: 'countries' as const, slug: country, named: place }]),
    ...topicSubjects([indicator.topic ?? '']),
    ...Array.from(series, ([slug, named]) => ({ kind: 'series' as const, slug, named })),
  ]
  return subjects.map((subject) => toLink(subject, language))
}

function topicSubjects(topics: readonly string[]): readonly ListSubject[] {
  return TOPICS.filter((topic) => topics.includes(topic)).map((slug) => ({ kind: 'topics', slug }))
}

function toLink(subject: ListSubject, language: Language): ListLink {
  return { kind: subject.kind, path: listPath(subject), name: subjectName(subject, language) }
}
