import type { LeftAlone, SeedReport } from './apply-seed.ts'

const WHY: Record<LeftAlone, string> = {
  edited: 'somebody has edited it',
  drafted: 'somebody is working on a draft of it',
  deleted: 'somebody has deleted it',
  'not from the seed': 'it was there before the seed',
  sealed: 'published figures stay as they are',
}

/** What a seeding did, as lines for the terminal; none if it changed nothing and left nothing. */
export function describeSeedReport({ created, moved, left }: SeedReport): string[] {
  return [
    ...(created.length > 0 ? [`Content: ${created.length} documents added.`] : []),
    ...(moved.length > 0 ? [`Content: ${moved.length} documents brought up to date.`] : []),
    ...left.map(({ id, reason }) => `Content: ${id} was left as it is, although this version brings a newer one: ${WHY[reason]}.`),
  ]
}
