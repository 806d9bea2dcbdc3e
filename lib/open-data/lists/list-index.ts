import { z } from 'zod'
import { TOPICS } from '#lib/figures/topics.ts'
import type { ContentReading } from '../content.ts'
import type { ListKind, ListSubject } from './list.ts'

const names = z
  .array(z.object({ language: z.string().nullable(), value: z.string().nullable() }))
  .nullish()
  .transform((given) => (given ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : [])))
const row = z.object({ slug: z.string(), name: z.string(), names })
const NAMES = 'name, names[]{language, value}'

/** All lists of one kind that have something in them. */
export async function readLists(reading: ContentReading, kind: ListKind): Promise<readonly ListSubject[]> {
  switch (kind) {
    case 'topics': {
      const used = await reading.read('array::unique(*[_type == "indicator"].topic)', {}, z.array(z.string().nullable()))
      return TOPICS.filter((topic) => used.includes(topic)).map((slug) => ({ kind, slug }))
    }
    case 'countries': {
      const query = `*[_type == "country" && defined(slug.current) && (
        defined(*[_type == "factSheet" && country._ref == ^._id][0]._id) || defined(*[_type == "observation" && place._ref == ^._id][0]._id))]{"slug": slug.current, ${NAMES}}`
      return subjects(kind, await reading.rows(query, {}, row))
    }
    case 'series':
      return subjects(kind, await reading.rows(`*[_type == "series" && defined(code)]{"slug": code, ${NAMES}}`, {}, row))
    case 'offices': {
      // One office has a document for each language; its name in a language is that of the sheets written in it.
      const query = `*[_type == "institution"]{"slug": coalesce(slug.current, _id), name,
        "written": array::unique(*[_type == "factSheet" && institution._ref == ^._id].language)}`
      const rows = await reading.rows(query, {}, z.object({ slug: z.string(), name: z.string(), written: z.array(z.string().nullable()) }))
      const used = rows.filter(({ written }) => written.length > 0)
      return subjects(
        kind,
        [...Map.groupBy(used, ({ slug }) => slug)].flatMap(([slug, at]) => {
          const named = at.flatMap(({ name, written }) => written.flatMap((language) => (language ? [{ language, value: name }] : [])))
          const name = named.find(({ language }) => language === 'en')?.value ?? at[0]?.name
          return name === undefined ? [] : [{ slug, name, names: named }]
        }),
      )
    }
  }
}

function subjects(kind: 'countries' | 'series' | 'offices', rows: readonly z.output<typeof row>[]): readonly ListSubject[] {
  return rows.map(({ slug, ...named }) => ({ kind, slug, named }))
}
