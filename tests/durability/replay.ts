import { isDeepStrictEqual } from 'node:util'
import { applyPatch } from 'mendoza'
import { Client } from 'pg'

interface Step {
  readonly dataset: string
  readonly document_id: string
  readonly ordinal: number
  readonly previous_revision: string | null
  readonly result_revision: string | null
  readonly apply: readonly unknown[]
  readonly revert: readonly unknown[]
  readonly snapshot: Record<string, unknown> | null
}

type State = Record<string, unknown> | null

interface Replayed {
  readonly ordinal: number
  readonly state: State
}

/** Makes every document anew from its history, from the first change on, and compares it with what is stored. */
export class Replay {
  readonly #states = new Map<string, Replayed>()
  #last = '0'
  changes = 0

  /** What is wrong in the lake's own rows, with the changes made since the last call: the revisions of a document that do not follow from each
   *  other, effects that do not lead from one state to the next and back, documents that are not where their history ended. */
  async audit(databaseUrl: string): Promise<string[]> {
    const client = new Client({ connectionString: databaseUrl })
    // The database may be killed before the connection has closed.
    client.on('error', () => {})
    await client.connect()
    try {
      const newest = await client.query<{ last: string }>('select coalesce(max(sequence), 0) as last from lake.transaction')
      const last = newest.rows[0]?.last ?? '0'
      const { rows: steps } = await client.query<Step>(
        'select dataset, document_id, ordinal, previous_revision, result_revision, apply, revert, snapshot from lake.change where sequence > $1 and sequence <= $2 order by sequence, position',
        [this.#last, last],
      )
      this.#last = last
      const problems = steps.flatMap((step) => this.#take(step))
      return [...problems, ...(await this.#compare(client))]
    } finally {
      await client.end()
    }
  }

  #take(step: Step): string[] {
    const key = `${step.dataset}/${step.document_id}`
    const before = this.#states.get(key) ?? { ordinal: 0, state: null }
    const after = follow(before.state, step.apply, step.result_revision)
    const back = follow(after, step.revert, step.previous_revision)
    this.#states.set(key, { ordinal: step.ordinal, state: after })
    this.changes += 1
    const flaws = [
      step.ordinal !== before.ordinal + 1 && `its change ${before.ordinal} is followed by ${step.ordinal}`,
      step.previous_revision !== revisionOf(before.state) && `change ${step.ordinal} does not begin where the last one ended`,
      !isDeepStrictEqual(back, before.state) && `change ${step.ordinal} does not lead back`,
      step.snapshot !== null && !isDeepStrictEqual(step.snapshot, after) && `the state kept at change ${step.ordinal} is another`,
    ]
    return flaws.flatMap((flaw) => (flaw === false ? [] : [`${key}: ${flaw}`]))
  }

  async #compare(client: Client): Promise<string[]> {
    const { rows } = await client.query<{ dataset: string; id: string; revision: string; content: Record<string, unknown> }>(
      'select dataset, id, revision, content from lake.document',
    )
    const stored = new Map(rows.map((row) => [`${row.dataset}/${row.id}`, row]))
    const problems: string[] = []
    for (const [key, { state }] of this.#states) {
      const document = stored.get(key)
      if (!isDeepStrictEqual(document?.content ?? null, state)) problems.push(`${key} is not what its history leads to`)
      if (document && document.revision !== state?.['_rev']) problems.push(`${key} has another revision than its content`)
    }
    for (const key of stored.keys()) if (!this.#states.has(key)) problems.push(`${key} has no history`)
    return problems
  }
}

/** As every client of Sanity's applies a patch: without `_rev`, which is put in again. */
function follow(state: State, patch: readonly unknown[], revision: string | null): State {
  const { _rev: _, ...fields } = state ?? {}
  const next: Record<string, unknown> | null = applyPatch(state && fields, [...patch])
  return next && { ...next, ...(revision !== null && { _rev: revision }) }
}

function revisionOf(state: State): string | null {
  return typeof state?.['_rev'] === 'string' ? state['_rev'] : null
}
