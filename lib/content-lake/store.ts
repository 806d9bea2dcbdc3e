import type { Pool, PoolClient } from 'pg'
import type { Access } from './people/access.ts'
import { allSql, countSql, firstSql, isBroad, isNarrow, manySql, type Scope } from './query/candidates-sql.ts'
import type { Condition } from './query/condition.ts'
import { counted, type Excerpt } from './query/excerpt.ts'
import { idsFor, type Perspective, seenIn } from './query/perspective.ts'
import { withinLimit } from './query/reading-limit.ts'
import { publishedIdOf } from './document-id.ts'
import type { Document } from './wire.ts'

/** Where a query gets its documents. */
export interface Source {
  /** All documents seen that may meet `condition`, in the order of their ids; others may be among them.
   *  With `excerpt`, which is given only for conditions that say all that there is to be met, those are enough that it asks for. */
  candidates(condition: Condition, excerpt: Excerpt | null): Promise<readonly Document[]>
  /** The documents seen under these ids; those that are not there are left out. */
  byId(ids: readonly string[]): Promise<readonly Document[]>
}

/** What of a dataset someone may see. */
export interface View {
  readonly dataset: string
  readonly perspective: Perspective
  /** What of it whoever asks may read. */
  readonly access: Access
}

/** The documents of all datasets, read from Postgres. Writing is the affair of `transaction.ts`. */
export class Store {
  readonly #client: Pool | PoolClient

  constructor(client: Pool | PoolClient) {
    this.#client = client
  }

  /** What a query with this view gets its documents from. */
  source(view: View): Source {
    return {
      candidates: (condition, excerpt) => this.#candidates(view, condition, excerpt),
      byId: (ids) => this.#byId(view, ids),
    }
  }

  async #candidates(view: View, condition: Condition, excerpt: Excerpt | null): Promise<readonly Document[]> {
    // Where documents must be looked at to know whether they may be read, the index can't say which come first, nor how many there are.
    const { isExact } = view.access.readableSql([])
    if (isExact && excerpt?.kind === 'count') {
      const count = await this.#count(view, condition)
      if (count !== null) return [counted(count)]
    }
    const scope = scopeOf(view)
    const inOrder = isExact && excerpt?.kind === 'first' && (await this.#isWorthOrder(view, condition, excerpt))
    const text = inOrder ? firstSql(scope, condition, excerpt) : allSql(scope, condition)
    const { rows } = await this.#client.query<{ content: Document }>({ text, values: scope.parameters, types: withinLimit() })
    return seen(view, rows, isExact)
  }

  /** How many documents meet `condition`; null if the index can't say. */
  async #count(view: View, condition: Condition): Promise<number | null> {
    const scope = scopeOf(view)
    const { rows } = await this.#client.query<{ count: number; unknown: number }>(countSql(scope, condition), scope.parameters)
    return rows[0]?.unknown === 0 ? rows[0].count : null
  }

  /** Where few documents meet a condition, they are found sooner than the first in an order are. */
  async #isWorthOrder(view: View, condition: Condition, { order }: Excerpt & { kind: 'first' }): Promise<boolean> {
    if (isNarrow(condition)) return false
    // Rows are kept in the order of their own ids.
    if (order === null && view.perspective.kind === 'stack') return false
    if (isBroad(condition)) return true
    const scope = scopeOf(view)
    const { rows } = await this.#client.query<{ many: boolean }>(manySql(scope, condition, fewDocuments), scope.parameters)
    return rows[0]?.many ?? false
  }

  async #byId(view: View, ids: readonly string[]): Promise<readonly Document[]> {
    const wanted = [...new Set(ids.flatMap((id) => idsFor(view.perspective, id)))].filter((id) => !id.includes('\0') && id.isWellFormed())
    if (wanted.length === 0) return []
    const parameters: unknown[] = [view.dataset, wanted]
    const { isExact } = view.access.readableSql([])
    const { rows } = await this.#client.query<{ content: Document }>(
      `select content from lake.document d where dataset = $1 and id = any($2::text[]) and ${visibleIn(view, parameters, 'd')} order by d.id`,
      parameters,
    )
    return seen(view, rows, isExact)
  }

  /** The published document `id` and its draft and versions. */
  async group(dataset: string, id: string): Promise<readonly Document[]> {
    const { rows } = await this.#client.query<{ content: Document }>(
      'select content from lake.document where dataset = $1 and base_id = $2',
      [dataset, publishedIdOf(id)],
    )
    return rows.map((row) => row.content)
  }
}

/** Those of `rows` that the view shows, as it shows them. What may not be read hides nothing. */
function seen({ perspective, access }: View, rows: readonly { readonly content: Document }[], isExact: boolean): readonly Document[] {
  const documents = rows.map((row) => row.content)
  return seenIn(perspective, isExact ? documents : documents.filter((document) => access.reads(document)))
}

/** That of the published state, behind all layers. */
const lastRank = 1_000_000

/** As many as these are read faster than they are looked up in an order. */
const fewDocuments = 100

function scopeOf(view: View): Scope {
  const parameters: unknown[] = [view.dataset]
  const visible = visibleIn(view, parameters, 'd')
  const grouped = view.perspective.kind === 'stack'
  return { dataset: view.dataset, parameters, grouped, visible, winner: () => (grouped ? winnerIn(view, parameters) : 'true') }
}

/** SQL that is true for the rows, under the name `row`, of the states that count in a view. */
function visibleIn(view: View, parameters: unknown[], row: string): string {
  const conditions: string[] = []
  const { sql: readable } = view.access.readableSql(parameters, row)
  if (readable !== 'true') conditions.push(readable)
  if (view.perspective.kind === 'published') conditions.push(`${row}.layer = ''`)
  if (view.perspective.kind === 'stack') conditions.push(`${row}.layer = any($${parameters.push([...prefixesOf(view), ''])}::text[])`)
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

/** SQL that is true for the rows `d`, of those that count, that a view of layers shows. @see seenIn */
function winnerIn(view: View, parameters: unknown[]): string {
  const prefixes = `$${parameters.push(prefixesOf(view))}::text[]`
  const rank = (row: string): string => `coalesce(array_position(${prefixes}, ${row}.layer), ${lastRank})`
  return `(d.content #> '{_system,delete}') is distinct from 'true'::jsonb and not exists (select 1 from lake.document o
    where o.dataset = $1 and o.base_id = d.base_id and o.id <> d.id and ${visibleIn(view, parameters, 'o')} and ${rank('o')} < ${rank('d')})`
}

function prefixesOf({ perspective }: View): readonly string[] {
  if (perspective.kind !== 'stack') return []
  return perspective.layers.map((layer) => (layer === 'drafts' ? 'drafts.' : `versions.${layer}.`))
}
