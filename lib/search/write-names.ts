import type { ClientBase } from 'pg'
import { objectIn, referenceIn, type StoredDocument } from '#lib/publishing/stored-document.ts'
import { namesOf } from './subject-names.ts'
import { meaningful } from './filler.ts'
import { configurationOf, forStems, wordsIn } from './words.ts'
import { yearsOf } from './years.ts'

/** Makes the names of the documents `ids` those of `documents`, which are those of them that are there. */
export async function writeNames(client: ClientBase, ids: readonly string[], documents: readonly StoredDocument[]): Promise<void> {
  await client.query('delete from search.name where subject = any($1)', [ids])
  const rows = documents.flatMap(namesOf).map((name) => ({
    ...name,
    configuration: configurationOf(name.language),
    words: stemmable(name.value, name.language),
  }))
  if (rows.length === 0) return
  await client.query(
    `insert into search.name (subject, kind, language, value, is_name, slug, stems)
     select x.subject, x.kind, x.language, x.value, x."isName", x.slug, tsvector_to_array(to_tsvector(x.configuration::regconfig, x.words))
     from jsonb_to_recordset($1) as x(subject text, kind text, language text, value text, "isName" boolean, slug text, configuration text, words text)`,
    [JSON.stringify(rows)],
  )
}

/** The words of a name that questions are compared by, which have no others either. */
function stemmable(name: string, language: string): string {
  const words = wordsIn(name).map(({ word }) => word)
  return meaningful(words, language)
    .map((word) => forStems(word, language))
    .join(' ')
}

/** A figure: an indicator and a place, by their ids. */
export interface FigureKey {
  readonly indicator: string
  readonly place: string
}

/** Makes what is known of the observations `ids` that of `documents`, which are those of them that are there. Gives the figures that they are, or were, values of. */
export async function writeObservations(
  client: ClientBase,
  ids: readonly string[],
  documents: readonly StoredDocument[],
): Promise<readonly FigureKey[]> {
  const { rows: before } = await client.query<FigureKey>('delete from search.observation where id = any($1) returning indicator, place', [
    ids,
  ])
  const after = documents.flatMap((document) => {
    const [indicator, place] = [referenceIn(document, 'indicator'), referenceIn(document, 'place')]
    if (indicator === null || place === null) return []
    return [{ id: document._id, indicator, place, years: yearsOf([objectIn(document, 'period')]) }]
  })
  if (after.length > 0)
    await client.query(
      `insert into search.observation (id, indicator, place, years)
       select x.id, x.indicator, x.place, x.years from jsonb_to_recordset($1) as x(id text, indicator text, place text, years integer[])`,
      [JSON.stringify(after)],
    )
  const figures = new Map([...before, ...after].map(({ indicator, place }) => [`${indicator} ${place}`, { indicator, place }]))
  return [...figures.values()]
}

/** The years of all values of each of `figures`; those that have no value are left out. */
export async function yearsOfFigures(
  client: ClientBase,
  figures: readonly FigureKey[],
): Promise<readonly (FigureKey & { readonly years: readonly number[] })[]> {
  if (figures.length === 0) return []
  const { rows } = await client.query<FigureKey & { years: number[] }>(
    `select o.indicator, o.place,
       (select coalesce(array_agg(distinct year order by year), '{}') from search.observation v, unnest(v.years) as year
        where v.indicator = o.indicator and v.place = o.place) as years
     from (select distinct indicator, place from search.observation
           where (indicator, place) in (select * from unnest($1::text[], $2::text[]))) o`,
    [figures.map(({ indicator }) => indicator), figures.map(({ place }) => place)],
  )
  return rows
}
