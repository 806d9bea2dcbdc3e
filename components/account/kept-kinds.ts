import type { BelongingName } from '#lib/own-data/belongings.ts'

/** Everything of a person that is told: the declared list, and what hangs on it in other ways. */
export type KeptKind = 'person' | BelongingName | 'roles' | 'events' | 'content'
