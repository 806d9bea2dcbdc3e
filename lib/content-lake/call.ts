import type { Pool } from 'pg'
import type { AssetKeeper } from './assets/asset-keeper.ts'
import type { Identity, LakeSettings } from './settings.ts'
import type { Access } from './people/access.ts'
import type { Authors } from './people/authors.ts'
import type { Door } from './people/door.ts'
import type { Dataset, Register } from './people/register.ts'
import type { Bus } from './events/bus.ts'
import type { SharedFilters } from './events/shared-filters.ts'
import type { QueryWorkers } from './query/query-workers.ts'
import type { Store } from './store.ts'
import type { Writer } from './write/transaction.ts'

/** What every handler of one lake shares. */
export interface Inside {
  readonly settings: LakeSettings
  readonly pool: Pool
  /** Projects, datasets, tokens, roles and origins. */
  readonly register: Register
  /** Whom pseudonyms stand for. */
  readonly authors: Authors
  /** Who asks. */
  readonly door: Door
  /** Documents, transactions and history. */
  readonly store: Store
  /** Evaluates queries that would keep others waiting. */
  readonly workers: QueryWorkers
  /** Makes transactions. */
  readonly writer: Writer
  /** Uploaded pictures and files. */
  readonly assets: AssetKeeper
  /** Committed transactions, in order, as they happen. */
  readonly bus: Bus
  /** What listeners hear of. */
  readonly filters: SharedFilters
  /** Aborted when the lake closes: event streams end, timers stop. */
  readonly closing: AbortSignal
}

/** One request, parsed at the door: known route, known version, known person, known dataset. */
export interface Call {
  readonly request: Request
  /** Without mount and version in its path: `/data/query/production?query=…`. */
  readonly url: URL
  /** `2025-02-19`, `1` or `X`. */
  readonly version: string
  /** The named parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The project meant: by the path, by the header `X-Sanity-Project-ID`, or the lake's own. It need not exist. */
  readonly project: string
  /** The dataset that the path names; null if it names none, or none that there is. */
  readonly dataset: Dataset | null
  /** Who asks; null for a stranger. */
  readonly identity: Identity | null
  /** What they may do in the dataset; where the path names none, what they may do in any. */
  readonly access: Access
  readonly lake: Inside
}

/** Answers one endpoint. Throws a LakeError for anything that is not a success. */
export type Handler = (call: Call) => Promise<Response>

/** One line of the table in `routes.ts`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Such as `data/query/:dataset`; the last part may be `*name`, which takes the rest. */
  readonly path: string
  readonly handler: Handler
  /** What a write authorised by a cookie must send: JSON (the default); any file, for uploads; or anything, where it is not read. */
  readonly body?: 'json' | 'file' | 'ignored'
  /** For the README: what the endpoint is for, in a few words. */
  readonly purpose: string
}
