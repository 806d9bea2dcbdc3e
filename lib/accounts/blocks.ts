import { randomBytes } from 'node:crypto'
import { z } from 'zod'

/** What can stand on a page of one's own, beside what changed, which leads every page. */
export const BLOCK_KINDS = ['follows', 'figures', 'countries', 'saved', 'searches', 'corrections', 'sent'] as const

export type BlockKind = (typeof BLOCK_KINDS)[number]

/** A block of a page. */
export interface Block {
  /** Names it within its page. */
  readonly id: string
  readonly kind: BlockKind
  readonly isFolded: boolean
  /** Of `figures` the ids of an indicator and a place, with a slash between; of `countries` ids of places; of `searches` their queries. */
  readonly items: readonly string[]
}

export const BLOCKS_MAX = 20
const ITEMS_MAX: Readonly<Record<BlockKind, number>> = {
  follows: 0,
  figures: 12,
  countries: 4,
  saved: 0,
  searches: 6,
  corrections: 0,
  sent: 0,
}

const id = '[A-Za-z0-9_-]{1,128}'
const ITEM: Readonly<Record<BlockKind, RegExp>> = {
  follows: /^$/,
  figures: new RegExp(`^${id}/${id}$`),
  countries: new RegExp(`^${id}$`),
  saved: /^$/,
  searches: /^q=[^\s]{1,800}$/,
  corrections: /^$/,
  sent: /^$/,
}

/** A change of a page's blocks, as its forms ask for it. */
export const blockChangeSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('add'), kind: z.enum(BLOCK_KINDS) }),
  z.object({ action: z.enum(['up', 'down', 'fold', 'unfold', 'remove']), block: z.string().max(32) }),
  /** Puts a block in the place of another, as dragging does. */
  z.object({ action: z.literal('move'), block: z.string().max(32), to: z.coerce.number().int().min(0).max(BLOCKS_MAX) }),
  z.object({ action: z.literal('keep'), kind: z.enum(['figures', 'countries', 'searches']), item: z.string().max(1000) }),
  z.object({ action: z.literal('drop'), block: z.string().max(32), item: z.string().max(1000) }),
])

export type BlockChange = z.infer<typeof blockChangeSchema>

/** A new block. */
export function makeBlock(kind: BlockKind, items: readonly string[] = []): Block {
  return { id: randomBytes(6).toString('hex'), kind, isFolded: false, items }
}

/** Why a change of blocks is refused. */
export type BlockRefusal = 'tooMany' | 'noItem' | 'absent'

/** `blocks` after `change`; why not, if it can't be made. What is there already is kept once. */
export function changeBlocks(blocks: readonly Block[], change: BlockChange): readonly Block[] | BlockRefusal {
  switch (change.action) {
    case 'add':
      return blocks.length < BLOCKS_MAX ? [...blocks, makeBlock(change.kind)] : 'tooMany'
    case 'keep':
      return keepItem(blocks, change.kind, change.item)
    default:
      return changeOne(blocks, change)
  }
}

function changeOne(blocks: readonly Block[], change: Exclude<BlockChange, { action: 'add' | 'keep' }>): readonly Block[] | BlockRefusal {
  const at = blocks.findIndex(({ id }) => id === change.block)
  const block = blocks[at]
  if (!block) return 'absent'
  switch (change.action) {
    case 'up':
      return moved(blocks, at, at - 1)
    case 'down':
      return moved(blocks, at, at + 1)
    case 'move':
      return moved(blocks, at, change.to)
    case 'fold':
    case 'unfold':
      return blocks.with(at, { ...block, isFolded: change.action === 'fold' })
    case 'remove':
      return blocks.toSpliced(at, 1)
    case 'drop':
      return blocks.with(at, { ...block, items: block.items.filter((item) => item !== change.item) })
  }
}

function moved(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const block = blocks[from]
  if (!block) return blocks
  return blocks.toSpliced(from, 1).toSpliced(Math.min(Math.max(to, 0), blocks.length - 1), 0, block)
}

/** Into the first block of its kind with room, or a new one. */
function keepItem(blocks: readonly Block[], kind: BlockKind, item: string): readonly Block[] | BlockRefusal {
  if (!ITEM[kind].test(item)) return 'noItem'
  if (blocks.some((block) => block.kind === kind && block.items.includes(item))) return blocks
  const at = blocks.findIndex((block) => block.kind === kind && block.items.length < ITEMS_MAX[kind])
  const block = blocks[at]
  if (block) return blocks.with(at, { ...block, items: [...block.items, item] })
  return blocks.length < BLOCKS_MAX ? [...blocks, makeBlock(kind, [item])] : 'tooMany'
}
