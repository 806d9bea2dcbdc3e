import { z } from 'zod'
import { searchIn } from '#app/(site)/[lang]/(reading)/search/search-in.ts'
import { searchQuery } from '#components/search/search-address.ts'
import { type FollowTarget, idsOfFigure, searchKey, searchOfKey } from '#lib/accounts/follow-target.ts'
import { TOPICS } from '#lib/figures/topics.ts'
import { isLanguage } from '#lib/i18n/languages.ts'
import { ContentReading } from '#lib/open-data/content.ts'
import { asksForSomething, LONGEST_SEARCH, termsOf } from '#lib/search/terms.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { askContent } from '#sanity/read/ask-content.ts'
import { readObservations } from '#sanity/read/observations.ts'

const idRow = z.object({ id: z.string() })

/** What can be followed under `target`, by the one key that it has; null if nothing is published there, or a search asks for nothing. */
export async function findTarget(target: FollowTarget): Promise<FollowTarget | null> {
  switch (target.kind) {
    case 'figure': {
      const observations = await readObservations({ ...idsOfFigure(target.key), view: PUBLISHED })
      return observations.length > 0 ? target : null
    }
    case 'sheet':
    case 'place': {
      const types = target.kind === 'sheet' ? ['factSheet'] : ['country', 'region']
      const query = '*[_type in $types && _id == $id]{"id": _id}'
      const found = await new ContentReading(askContent(PUBLISHED)).rows(query, { types, id: target.key }, idRow)
      return found.length > 0 ? target : null
    }
    case 'topic':
      return TOPICS.some((topic) => topic === target.key) ? target : null
    case 'search':
      return searchTarget(target.key)
  }
}

/** Spelled as the page of searches spells it, so that one search is followed once. */
function searchTarget(key: string): FollowTarget | null {
  const { language, query } = searchOfKey(key)
  if (!isLanguage(language)) return null
  const search = searchIn(Object.fromEntries(query), language)
  if (!search || search.text.length > LONGEST_SEARCH || !asksForSomething(termsOf(search.text))) return null
  return { kind: 'search', key: searchKey(language, searchQuery({ ...search, page: 1 })) }
}
