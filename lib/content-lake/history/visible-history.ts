import type { Pool } from 'pg'
import type { Access } from '../people/access.ts'
import { isRecord } from '../wire.ts'
import { lastStateOf, momentOfRevision, stateAt } from './past-state.ts'

/** Those of the documents `ids` whose history may be looked at: as they are, or as they were when they were there last. */
export async function visibleDocuments(pool: Pool, dataset: string, ids: readonly string[], access: Access): Promise<readonly string[]> {
  if (access.reading === 'everything') return ids
  const visible: string[] = []
  for (const id of ids) {
    const state = await lastStateOf(pool, dataset, id)
    if (state && access.readsInHistory(state)) visible.push(id)
  }
  return visible
}

/** A line of the transaction log. */
interface Logged {
  readonly id: string
  readonly documentIDs: readonly string[]
  readonly mutations?: readonly object[]
  readonly effects?: Readonly<Record<string, unknown>>
}

/** `log` without what may not be seen: of each document the changes of which both states may be read. Asks for each state, so it is
 *  for those alone whose role sees a part of the dataset. */
export async function visibleLog<Line extends Logged>(
  pool: Pool,
  dataset: string,
  log: readonly Line[],
  access: Access,
): Promise<readonly Line[]> {
  if (access.reading === 'everything') return log
  const lines: Line[] = []
  for (const line of log) {
    const moment = await momentOfRevision(pool, dataset, line.id)
    if (moment === null) continue
    const seen = new Set<string>()
    for (const id of line.documentIDs) {
      const states = [await stateAt(pool, dataset, id, moment - 1), await stateAt(pool, dataset, id, moment)]
      if (states.every((state) => !state || access.readsInHistory(state))) seen.add(id)
    }
    if (seen.size === 0) continue
    const effects = line.effects && Object.fromEntries(Object.entries(line.effects).filter(([id]) => seen.has(id)))
    // A mutation does not say of which document it is, so where one may not be seen, none is shown.
    const mutations = line.mutations && (seen.size === line.documentIDs.length ? line.mutations : [])
    lines.push({
      ...line,
      documentIDs: line.documentIDs.filter((id) => seen.has(id)),
      ...(mutations && { mutations }),
      ...(effects && { effects }),
    })
  }
  return lines
}

/** Those of `events` that are about no version that may not be looked at. */
export async function visibleEvents(pool: Pool, dataset: string, events: readonly object[], access: Access): Promise<readonly object[]> {
  if (access.reading === 'everything') return events
  const versions = events.flatMap((event) => (isRecord(event) && typeof event['versionId'] === 'string' ? event['versionId'] : []))
  const visible = new Set(await visibleDocuments(pool, dataset, [...new Set(versions)], access))
  return events.filter((event) => !isRecord(event) || typeof event['versionId'] !== 'string' || visible.has(event['versionId']))
}
