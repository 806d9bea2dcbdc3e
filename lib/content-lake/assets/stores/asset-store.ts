import { httpError, LakeError } from '../../errors.ts'

/** Where the uploaded files of a lake lie. A name tells what is in its file, so two files of one name are alike, and a write may be
 *  repeated. A file is there whole or not at all. Every method throws a LakeError of 503 when the store does not answer. */
export interface AssetStore {
  /** Keeps a copy of the file at `path` under `name`. It lasts when this resolves, whatever happens to the machine then. */
  put(name: string, path: string): Promise<void>
  /** How many bytes are kept under `name`; null if nothing is. */
  size(name: string): Promise<number | null>
  /** The bytes under `name` from `start` up to and with `end`; null if nothing is kept there. */
  read(name: string, start: number, end: number): Promise<ReadableStream<Uint8Array> | null>
  /** What tells this store from every other; the same for all who keep their files in it. */
  mark(): Promise<string>
  /** Removes what is kept under `name`; nothing happens when nothing is. */
  remove(name: string): Promise<void>
}

/** Where `name` stands in a store, with slashes. The same in every store, so that files can be moved from one to another as they are. */
export function placeOf(name: string): string {
  return `originals/${name.slice(0, 2)}/${name}`
}

/** The answer when a store fails: it may do so for a moment only, and the log says why. */
export function storeAway(cause: unknown): LakeError {
  if (cause instanceof LakeError) return cause
  console.error('The store of pictures and files failed:', cause)
  return httpError(503, 'The store of pictures and files is away for the moment', { cause, headers: { 'retry-after': '5' } })
}
