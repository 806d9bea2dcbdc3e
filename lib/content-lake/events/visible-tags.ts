import { referencesOf } from '../content.ts'
import { isPublishedId } from '../document-id.ts'
import type { Access } from '../people/access.ts'
import { tagsOfState } from '../query/sync-tags.ts'
import type { Commit } from './bus.ts'
import { visibleTo } from './visible-change.ts'

/** The sync tags of answers that `commit` may have altered for someone with `access`. A tag tells that something with a certain id, type or slug has
 *  changed, so they are made from the states that may be read alone. */
export function visibleTags(access: Access, commit: Commit, includeDrafts: boolean): readonly string[] {
  if (access.hearsAllOf(commit.changes.map((change) => change.documentId)))
    return includeDrafts ? [...new Set([...commit.publishedTags, ...commit.draftTags])] : commit.publishedTags
  const tags = new Set<string>()
  for (const happened of commit.changes) {
    const change = visibleTo(access, happened)
    if (!change || (!includeDrafts && !isPublishedId(change.documentId))) continue
    for (const state of [change.before, change.after])
      if (state) for (const tag of tagsOfState(commit.dataset, state, referencesOf(state).all)) tags.add(tag)
  }
  return [...tags]
}
