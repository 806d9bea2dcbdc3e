import { z } from 'zod'
import type { FigureChange } from '#lib/changes/compare-figures.ts'
import { changeSubject, changeWhy, sideTexts } from '#lib/figures/change-text.ts'
import { nameIn } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { editionUrn } from '#lib/publishing/edition-urn.ts'
import type { EditionEntry } from '#lib/publishing/editions.ts'
import type { ContentReading } from '../content.ts'
import { element, type Xml } from '../xml.ts'
import { type FeedEntry, htmlParagraph } from './feed.ts'

const names = z
  .array(z.object({ language: z.string().nullable(), value: z.string().nullable() }))
  .nullish()
  .transform((given) => (given ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : [])))
const named = z.object({ name: z.string(), names })
const subjectsRow = z.object({ id: z.string(), indicator: named, place: named })
const SUBJECTS_QUERY = `*[_type == "observation" && _id in $ids]{"id": _id,
  "indicator": indicator->{name, names[]{language, value}}, "place": place->{name, names[]{language, value}}}`

/** Editions as entries of a feed in `language`: which figures changed, from what to what, and why. */
export async function feedEntries(
  reading: ContentReading,
  editions: readonly EditionEntry[],
  language: Language,
  origin: string,
): Promise<readonly FeedEntry[]> {
  const changes = editions.flatMap(({ figureChanges }) => figureChanges)
  const ids = [
    ...new Set(changes.flatMap(({ before, after }) => [before?.observation, after?.observation].filter((id) => id !== undefined))),
  ]
  const rows = ids.length === 0 ? [] : await reading.rows(SUBJECTS_QUERY, { ids }, subjectsRow)
  const subjects = new Map(rows.map((row) => [row.id, row]))

  /** As in `language`, where the observation is still known; editions keep the English names. */
  const subjectIn = (change: FigureChange): string => {
    const known = subjects.get(change.after?.observation ?? change.before?.observation ?? '')
    const at = known ? { indicator: nameIn(known.indicator, language), place: nameIn(known.place, language) } : {}
    return changeSubject({ ...change, ...at }, language)
  }
  return editions.map((edition) => toEntry(edition, language, origin, subjectIn))
}

function toEntry(
  { hash, slug, heading, language: written, number, publishedAt, note, figureChanges }: EditionEntry,
  language: Language,
  origin: string,
  subjectIn: (change: FigureChange) => string,
): FeedEntry {
  const words = translate('lists', language)
  const address = new URL(sheetPath(slug, written, language), origin).href
  const lines = figureChanges.map((change) => changeLine(change, subjectIn(change), language))
  const said = number === 1 ? words('entryFirst') : lines.length === 0 ? words('entrySame') : null
  const html = [
    ...(note === null ? [] : [htmlParagraph(note, written, language)]),
    ...(said === null ? [] : [htmlParagraph(said, language, language)]),
    ...(lines.length === 0
      ? []
      : [
          element(
            'ul',
            {},
            lines.map((line): Xml => element('li', {}, line)),
          ),
        ]),
  ].join('')
  return {
    id: editionUrn(hash),
    title: words('entryTitle', { heading, number }),
    written,
    page: `${address}/editions/${number}`,
    comparison: number > 1 ? `${address}/compare/${number - 1}/${number}` : null,
    publishedAt,
    html,
    summary: [note, said, ...lines].filter((part) => part !== null).join(' '),
  }
}

function changeLine(change: FigureChange, subject: string, language: Language): string {
  const words = translate('lists', language)
  const { before, after } = sideTexts(change, language)
  const said = { subject, before: before ?? '', after: after ?? '' }
  switch (change.kind) {
    case 'changed':
      return words('entryChanged', { ...said, why: changeWhy(change, language) })
    case 'added':
      return words('entryAdded', said)
    case 'removed':
      return words('entryRemoved', said)
  }
}
