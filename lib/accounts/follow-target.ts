import { z } from 'zod'

/** What can be followed: a fact sheet, an indicator in a place, a country or region, a topic, what a search finds. */
export const FOLLOW_KINDS = ['sheet', 'figure', 'place', 'topic', 'search'] as const

export type FollowKind = (typeof FOLLOW_KINDS)[number]

/** Something that can be followed. The key is an id of a published document; of a figure two of them, of a topic its name, of a search its address. */
export interface FollowTarget {
  readonly kind: FollowKind
  readonly key: string
}

const ID = '[A-Za-z0-9_-]{1,128}'
/** How the key of each kind is written. Whether there is such a thing is for others to say. */
const KEYS: Readonly<Record<FollowKind, RegExp>> = {
  sheet: new RegExp(`^${ID}$`),
  figure: new RegExp(`^${ID}:${ID}$`),
  place: new RegExp(`^${ID}$`),
  topic: /^[a-z]{1,40}$/,
  search: /^[a-z]{2}\?q=.{1,2000}$/,
}

/** A target as a form names it. */
export const followTargetSchema: z.ZodType<FollowTarget> = z
  .object({ kind: z.enum(FOLLOW_KINDS), key: z.string() })
  .refine(({ kind, key }) => KEYS[kind].test(key), { path: ['key'] })

/** The key of an indicator in a place, by their ids. */
export function figureKey(indicatorId: string, placeId: string): string {
  return `${indicatorId}:${placeId}`
}

/** The ids in the key of a figure. */
export function idsOfFigure(key: string): { readonly indicator: string; readonly place: string } {
  const [indicator = '', place = ''] = key.split(':')
  return { indicator, place }
}

/** The key of a search: the language of the page that asks, and the query of its address. */
export function searchKey(language: string, query: string): string {
  return `${language}?${query}`
}

/** The language and the query in the key of a search. */
export function searchOfKey(key: string): { readonly language: string; readonly query: URLSearchParams } {
  const cut = key.indexOf('?')
  return { language: key.slice(0, cut), query: new URLSearchParams(key.slice(cut + 1)) }
}
