import { paragraphsOf } from './plain-text.ts'
import type { FactSheetText } from './read/fact-sheet.ts'
import { LEAD_KEY, paragraphKey } from './translation.ts'

/** A paragraph of a sheet that has an address of its own. */
export interface AddressedParagraph {
  readonly key: string
  readonly words: string
}

/** The paragraphs of a sheet in their order, with the keys by which they are addressed: a heading by that of its section. */
export function addressedParagraphs({ sections, results, language }: FactSheetText): readonly AddressedParagraph[] {
  const blocks = (part: string, body: FactSheetText['sections'][number]['body']) =>
    body.flatMap((block) => {
      const words = paragraphsOf([block], language).join(' ')
      return words === '' ? [] : [{ key: paragraphKey(part, block._key ?? ''), words }]
    })
  return [
    ...sections.flatMap(({ key, heading, body }) => [...(heading ? [{ key, words: heading }] : []), ...blocks(key, body)]),
    ...(results?.lead ? [{ key: LEAD_KEY, words: results.lead }] : []),
    ...(results?.items ?? []).flatMap(({ key, body }) => blocks(key, body)),
  ]
}

/** The key, among those of `now`, that stands nearest to `key` in `then`, where that stood: what came before it counts first. Null if none is left. */
export function nearestStanding(key: string, then: readonly AddressedParagraph[], now: readonly AddressedParagraph[]): string | null {
  const standing = new Set(now.map((paragraph) => paragraph.key))
  const place = then.findIndex((paragraph) => paragraph.key === key)
  for (let distance = 1; distance <= then.length; distance++) {
    for (const near of [then[place - distance], then[place + distance]]) if (near && standing.has(near.key)) return near.key
  }
  return null
}
