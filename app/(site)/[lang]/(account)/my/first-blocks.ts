import type { Block, BlockKind } from '#lib/accounts/blocks.ts'
import { listFollowedSheets } from '#lib/accounts/follows.ts'
import { listReading } from '#lib/accounts/reading.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { figuresOfSheets } from '#lib/publishing/editions-in-sets.ts'

/** From so many sheets, those read last, the page is filled. */
const SHEETS_MAX = 5
const FIGURES_MAX = 4
const COUNTRIES_MAX = 3

/** The blocks of the page that `reader` begins with, filled from what they were reading: the figures of those sheets, and their countries. */
export async function firstBlocks(reader: Reader): Promise<readonly Block[]> {
  // Of those that are followed as many may be among those that were read.
  const [reading, follows] = await Promise.all([listReading(reader, SHEETS_MAX), listFollowedSheets(reader, 2 * SHEETS_MAX)])
  const sheets = [...new Set([...reading.keys(), ...follows])].slice(0, SHEETS_MAX)
  const figures = await figuresOfSheets(sheets, 40)
  const places = [...new Set(figures.map(({ place }) => place))]
  // The same each time that it is made, so that a form of it names the block that is meant.
  const block = (kind: BlockKind, items: readonly string[] = []): Block => ({ id: kind, kind, isFolded: false, items })
  return [
    block(
      'figures',
      figures.slice(0, FIGURES_MAX).map(({ indicator, place }) => `${indicator}/${place}`),
    ),
    block('follows'),
    block('sent'),
    block('saved'),
    ...(places.length > 1 ? [block('countries', places.slice(0, COUNTRIES_MAX))] : []),
    block('corrections'),
  ]
}
