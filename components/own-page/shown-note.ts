import type { WordRun } from '#lib/changes/words.ts'

/** A saved passage or figure, as its reader sees it. */
export interface ShownNote {
  readonly id: string
  readonly kind: 'passage' | 'figure'
  readonly exact: string
  readonly heading: string
  /** The language of what was saved. */
  readonly written: string
  readonly citation: string
  /** The reader's own words; may be empty. */
  readonly text: string
  /** Where it stood, for good, and where it stands now; null where that is nowhere. */
  readonly pinned: string | null
  readonly current: string | null
  readonly fate: NoteFate
}

/** What became of it since. */
export type NoteFate =
  | { readonly kind: 'same' | 'moved' | 'gone' | 'unpublished' }
  | { readonly kind: 'changed'; readonly runs: readonly WordRun[] }
  /** Another value took the place of the figure: what it is, and why. */
  | { readonly kind: 'superseded'; readonly value: string; readonly why: string }
