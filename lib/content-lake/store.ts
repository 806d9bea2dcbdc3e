import type { Pool, PoolClient } from 'pg'
import type { Access } from './people/access.ts'
import { type Condition, sqlOf } from './query/condition.ts'
import { idsFor, type Perspective, seenIn } from './query/perspective.ts'
import { publishedIdOf } from './document-id.ts'
import type { Document } from './wire.ts'

/** Where a query gets its documents. */
export interface Source {
  /** All documents seen that may meet `condition`; others may be among them. */
  candidates(condition: Condition): Promise<readonly Document[]>
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
      candidates: (condition) => this.#candidates(view, condition),
      byId: (ids) => this.#byId(view, ids),
    }
  }

  async #candidates(view: View, condition: Condition): Promise<readonly Document[]> {
    const parameters: unknown[] = [view.dataset]
    const grouped = view.perspective.kind === 'stack'
    const wanted = sqlOf(condition, parameters, grouped)
    const states = visible(view, parameters)
    const { sql: readable, isExact } = view.access.readableSql(parameters)
    // A state that is hidden by another may be the one that meets the condition, and the other way round: so whole groups are fetched.
    const where =
      grouped && wanted !== 'true'
        ? `base_id in (select base_id from lake.document where dataset = $1 and ${states} and ${readable} and ${wanted})`
        : wanted
    const { rows } = await this.#client.query<{ content: Document }>(
      `select content from lake.document where dataset = $1 and ${states} and ${readable} and ${where} order by id collate "C"`,
      parameters,
    )
    return seen(view, rows, isExact)
  }

  async #byId(view: View, ids: readonly string[]): Promise<readonly Document[]> {
    const wanted = [...new Set(ids.flatMap((id) => idsFor(view.perspective, id)))].filter((id) => !id.includes('\0') && id.isWellFormed())
    if (wanted.length === 0) return []
    const parameters: unknown[] = [view.dataset, wanted]
    const { sql: readable, isExact } = view.access.readableSql(parameters)
    const { rows } = await this.#client.query<{ content: Document }>(
      `select content from lake.document where dataset = $1 and id = any($2::text[]) and ${readable} and ${visible(view, parameters)}`,
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

/** SQL that is true for the states that count in a view. */
function visible(view: View, parameters: unknown[]): string {
  const conditions: string[] = []
  if (view.perspective.kind === 'published') conditions.push('id = base_id')
  if (view.perspective.kind === 'stack') {
    const prefixes = view.perspective.layers.map((layer) => (layer === 'drafts' ? 'drafts.' : `versions.${layer}.`))
    conditions.push(`(id = base_id or left(id, length(id) - length(base_id)) = any($${parameters.push(prefixes)}::text[]))`)
  }
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}
