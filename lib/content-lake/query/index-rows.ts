import type { Attribute } from './attributes.ts'
import { type Entries, entriesOf, indexed, orderable, placeOf } from './index-entries.ts'
import type { Document } from '../wire.ts'

/** What changes of documents mean for the index, in the form that `indexSql` takes. */
export class IndexRows {
  readonly #dataset: string
  readonly #places = new Map<string, { readonly type: string; readonly path: string }>()
  readonly #shapes = new Map<string, { readonly type: string; readonly paths: readonly string[] }>()
  readonly #gained: { id: string; place: string; key: string; isNew: boolean }[] = []
  readonly #lost: { id: string; place: string; key: string }[] = []
  readonly #worded: { id: string; words: readonly string[]; isNew: boolean }[] = []

  readonly #gone: string[] = []

  constructor(dataset: string) {
    this.#dataset = dataset
  }

  /** Notes that the document `id` was `before` and is `after`, null standing for absence. Gives the entries of the latter. */
  add(id: string, before: Document | null, after: Document | null): Entries | null {
    const old = before && entriesOf(this.#dataset, before)
    const now = after && entriesOf(this.#dataset, after)
    const oldRows = this.#rowsOf(before, old)
    const rows = this.#rowsOf(after, now)
    for (const [name, row] of rows) this.#gained.push({ id, ...row, isNew: !oldRows.has(name) })
    for (const [name, row] of oldRows) if (!rows.has(name)) this.#lost.push({ id, ...row })
    if (!after || !now) this.#gone.push(id)
    else {
      this.#worded.push({ id, words: now.words, isNew: !old || !sameWords(old.words, now.words) })
      this.#learn(after._type, now)
    }
    return now
  }

  #rowsOf(document: Document | null, entries: Entries | null): Map<string, { place: string; key: string }> {
    return new Map(
      entries?.attributes.map(({ path, key }: Attribute) => {
        const place = placeOf(this.#dataset, document?._type ?? '', path)
        return [`${place} ${key}`, { place, key }]
      }),
    )
  }

  #learn(type: string, { attributes, shape }: Entries): void {
    for (const { path } of attributes) this.#places.set(placeOf(this.#dataset, type, path), { type, path })
    this.#shapes.set(shape, { type, paths: orderable(attributes) })
  }

  /** The parameters that `indexSql` wants. */
  values(): unknown[] {
    const places = [...this.#places]
    const shapes = [...this.#shapes]
    return [
      places.map(([place]) => place),
      places.map(([, { type }]) => type),
      places.map(([, { path }]) => path),
      JSON.stringify(shapes.map(([shape, { type, paths }]) => ({ id: shape, type, paths }))),
      this.#gained.map(({ id }) => id),
      this.#gained.map(({ place }) => place),
      this.#gained.map(({ key }) => key),
      this.#gained.map(({ isNew }) => isNew),
      this.#lost.map(({ id }) => id),
      this.#lost.map(({ place }) => place),
      this.#lost.map(({ key }) => key),
      JSON.stringify(this.#worded),
      this.#gone,
    ]
  }
}

const sameWords = (some: readonly string[], others: readonly string[]): boolean => {
  const known = new Set(others)
  return some.length === others.length && some.every((word) => known.has(word))
}

/** Parts of a `with` that bring the index up to date. Beside the parameters from `$first` on, which `IndexRows` has, it needs the dataset as `$1` and a part
 *  `written` with `id` and `number` of each document written. Of a document that the index knew, only what is new is written. What is looked up is
 *  put together first, so that each row is found by its whole key, whatever the planner takes tables to hold. */
export function indexSql(first: number): string {
  const at = (offset: number): string => `$${first + offset}`
  return `placed as (
       insert into lake.place (id, dataset, type, path)
       select x.id, $1, x.type, x.path from unnest(${at(0)}::bigint[], ${at(1)}::text[], ${at(2)}::text[]) as x(id, type, path)
       on conflict do nothing
     ), shaped as (
       insert into lake.shape (id, dataset, type, paths)
       select x.id, $1, x.type, x.paths from jsonb_to_recordset(${at(3)}) as x(id bigint, type text, paths text[])
       on conflict do nothing
     ), old as materialized (
       select id, number, indexed <> ${indexed} as unknown from lake.document
       where dataset = $1 and id = any(${at(4)}::text[] || ${at(8)}::text[] || ${at(12)}::text[])
     ), gained as (
       insert into lake.attribute (place, key, document)
       select x.place, x.key, written.number
       from unnest(${at(4)}::text[], ${at(5)}::bigint[], ${at(6)}::text[], ${at(7)}::boolean[]) as x(id, place, key, new)
       join written on written.id = x.id left join old on old.id = x.id
       where x.new or old.unknown
       on conflict do nothing
     ), leaving as materialized (
       select x.place, x.key, old.number from unnest(${at(8)}::text[], ${at(9)}::bigint[], ${at(10)}::text[]) as x(id, place, key) join old on old.id = x.id
     ), lost as (
       delete from lake.attribute where (place, key, document) in (select place, key, number from leaving)
     ), worded as (
       insert into lake.wording (document, words)
       select written.number, array_to_tsvector(x.words)
       from jsonb_to_recordset(${at(11)}) as x(id text, words text[], "isNew" boolean)
       join written on written.id = x.id left join old on old.id = x.id
       where x."isNew" or old.unknown
       on conflict (document) do update set words = excluded.words
     ), unworded as (
       delete from lake.wording where document in (select number from old where id = any(${at(12)}::text[]))
     )`
}
