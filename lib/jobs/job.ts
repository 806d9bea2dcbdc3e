import type { PoolClient } from 'pg'
import type { LakeTransaction } from './transactions.ts'

/** What follows from transactions of the lake. */
export interface Job {
  /** Stable: how far it has come is kept under this name. */
  readonly name: string
  /** The types of documents whose published state it is about. */
  readonly types: readonly string[]
  /** The names of jobs that go first: it deals with a transaction when they have. */
  readonly behind?: readonly string[]
  /** Does what follows from one transaction. What it writes with `client` is kept together with how far the job has come, or not at all: so it
   *  is done once. What it does otherwise may be done twice. */
  run(client: PoolClient, transaction: LakeTransaction): Promise<void>
  /** Does what is to be done where history before `sequence` was forgotten; before the first transaction that is still told. */
  begin?(client: PoolClient, dataset: string, sequence: number): Promise<void>
  /** Does the whole from documents as they are now: then it begins there, and not where history does. */
  build?(client: PoolClient, dataset: string): Promise<void>
}
