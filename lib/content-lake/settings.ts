import type { Pool } from 'pg'
import type { AssetStore } from './assets/stores/asset-store.ts'

/** The roles of people that are built in; the lake alone decides what each allows. There may be others, made by `npm run role`. */
export type Role = 'administrator' | 'editor' | 'contributor' | 'viewer'

/** Whoever makes a request, as the host of the lake knows them. */
export interface Identity {
  /** As the host gives it, an id that is stable; within the lake, the pseudonym that is kept in its place. */
  readonly id: string
  readonly name: string
  readonly email?: string
  readonly imageUrl?: string
  /** Names of roles. One that the lake does not know grants nothing. */
  readonly roles: readonly string[]
  /** Whether it is a program. */
  readonly isRobot?: boolean
}

/** Sends `body` to an address that somebody gave, and resolves with the answer's status and the beginning of its body. Rejects with a `code`:
 *  `timeout`, `network`, or something else for what the host does not allow. */
export type SendOutward = (
  address: string,
  sending: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly timeoutMs: number
  },
) => Promise<{ readonly status: number; readonly body: string }>

/** What the lake is told once, when it is made. It reads no environment and knows nothing of its host. */
export interface LakeSettings {
  readonly projectId: string
  readonly dataset: string
  readonly pool: Pool
  /** A directory of this machine for pictures made from others and for uploads on their way in; made if absent. */
  readonly assetsDirectory: string
  /** Where uploaded pictures and files are kept. Without it, in `assetsDirectory`. */
  readonly assetStore?: AssetStore
  /** The one origin from which a write may be authorised by a cookie, such as `https://facts.example.org`. */
  readonly origin: string
  /** Who makes `request`, by its cookie; null for a stranger. Bearer tokens are the lake's own affair. `isUse` is false when the lake only looks
   *  whether a session still stands that something long-lived was opened with: that must not keep the session alive. */
  readonly identify: (request: Request, isUse?: boolean) => Promise<Identity | null>
  /** People by id, for avatars and history. Unknown ids are left out. */
  readonly people: (ids: readonly string[]) => Promise<readonly Identity[]>
  /** Everybody with a role: whom comments may name and tasks be given to. Without it the lake knows the one who asks. */
  readonly members?: () => Promise<readonly Identity[]>
  /** Ends the session that `request` carries by its cookie: what "Sign out" in the Studio does. Without it, that does nothing. */
  readonly endSession?: (request: Request) => Promise<void>
  /** Bearer tokens of the host's own process, and whom they stand for. Those that are kept are the lake's affair: `npm run token`. */
  readonly tokens: ReadonlyMap<string, Identity>
  /** How webhooks are sent; the host guards where to. Without it there are none. */
  readonly sendOutward?: SendOutward
  /** How long history is kept, in days; without it, for ever. */
  readonly historyDays?: number
  /** Types whose published documents are never changed: they are made, and may be deleted, but what one says stays. Without it, none. */
  readonly sealedTypes?: readonly string[]
}

/** What one committed transaction changed. */
export interface Change {
  readonly dataset: string
  /** Its place in the order of the dataset's commits, the same on every instance. */
  readonly sequence: number
  readonly transactionId: string
  /** Sync tags (`s1:…`) of every answer about published documents that the transaction may alter; empty if only drafts changed. */
  readonly publishedTags: readonly string[]
  /** The same for drafts and versions. */
  readonly draftTags: readonly string[]
}

/** The part of a `ws` WebSocket that the lake uses. */
export interface Socket {
  /** `sent` is called when the data have gone to the network, or never will. */
  send(data: string, sent?: () => void): void
  close(code?: number, reason?: string): void
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  readonly bufferedAmount: number
}

/** What a lake keeps of somebody who writes in it. */
export interface KeptOfAuthor {
  readonly pseudonyms: readonly string[]
  /** How many transactions they made. */
  readonly transactions: number
  /** How they like their Studio. */
  readonly settings: readonly { readonly key: string; readonly value: unknown }[]
}

/** A running lake. */
export interface Lake {
  /** Answers any request whose path is that of Sanity's HTTP API (`/v2025-02-19/data/query/production`), with or without the mount `/lake`. Never throws. */
  handle(request: Request): Promise<Response>
  /** Whether the page behind `upgrade` may open one of the two sockets: our own pages may, those of origins that were allowed with credentials, and
   *  programs that show a token. The host asks before it upgrades; the sockets ask again. */
  mayOpenSocket(upgrade: Request): Promise<boolean>
  /** All event streams of one browser tab on one socket: protocol document, section 3. `request` is the upgrade's. */
  serveStreams(socket: Socket, request: Request): void
  /** Presence: JSON-RPC, protocol document, section 3. */
  servePresence(socket: Socket, request: Request): void
  /** Calls `listener` for each committed change, here or on another instance, in the order of each dataset, and waits for it before the
   *  write is answered. Returns a function that stops this. */
  onChange(listener: (change: Change) => Promise<void>): () => void
  /** Forgets the person whom the host knows by `id`: what they wrote keeps a pseudonym that names nobody. */
  forget(id: string): Promise<void>
  /** Whoever the host knew by `id` is the one whom it knows by `other`: what both wrote is that one's. */
  join(id: string, other: string): Promise<void>
  /** What is kept of the person whom the host knows by `id`, beside what documents say. */
  keptOf(id: string): Promise<KeptOfAuthor>
  /** Calls `listener` when more was committed to a dataset on other instances than can be told: all that was made of it must go.
   *  Returns a function that stops this. */
  onGap(listener: (dataset: string) => Promise<void>): () => void
  /** The number of the newest change of `dataset` that was told here; 0 if there is none. */
  newest(dataset: string): number
  /** Whether every change that any instance has answered was told here: only then may what was made of earlier answers be used. */
  isCurrent(): boolean
  /** Looks for changes of other instances, beginning after this call, and resolves when all are told; false when that can't be known. */
  confirm(): Promise<boolean>
  close(): Promise<void>
}
