import { expect, test } from 'vitest'
import { type Block, BLOCKS_MAX, type BlockChange, changeBlocks, makeBlock } from './blocks.ts'

const block = (id: string, items: readonly string[] = []): Block => ({ id, kind: 'figures', isFolded: false, items })
const ids = (change: BlockChange, blocks = ['a', 'b', 'c'].map((id) => block(id))) => {
  const changed = changeBlocks(blocks, change)
  return typeof changed === 'string' ? changed : changed.map(({ id }) => id).join('')
}

test('Blocks are moved by one, to a place, and not beyond the ends', () => {
  expect(ids({ action: 'up', block: 'c' })).toBe('acb')
  expect(ids({ action: 'down', block: 'a' })).toBe('bac')
  expect(ids({ action: 'up', block: 'a' })).toBe('abc')
  expect(ids({ action: 'move', block: 'a', to: 20 })).toBe('bca')
  expect(ids({ action: 'remove', block: 'b' })).toBe('ac')
  expect(ids({ action: 'remove', block: 'nowhere' })).toBe('absent')
})

test('A page has so many blocks and no more', () => {
  const full = Array.from({ length: BLOCKS_MAX }, () => makeBlock('follows'))
  expect(changeBlocks(full, { action: 'add', kind: 'follows' })).toBe('tooMany')
  expect(changeBlocks(full, { action: 'keep', kind: 'countries', item: 'place-peru' })).toBe('tooMany')
})

test('A thing is kept once, in a block of its kind with room, and nothing else than its kind is', () => {
  const keep = (blocks: readonly Block[], item: string) => changeBlocks(blocks, { action: 'keep', kind: 'figures', item })
  const first = keep([], 'coca/peru')
  if (typeof first === 'string') throw new Error(first)
  expect(keep(first, 'coca/peru')).toBe(first)
  const many = Array.from({ length: 13 }, (_, index) => `coca/place-${index}`).reduce<readonly Block[]>((blocks, item) => {
    const next = keep(blocks, item)
    return typeof next === 'string' ? blocks : next
  }, [])
  expect(many.map(({ items }) => items.length)).toEqual([12, 1])
  for (const item of ['', 'coca', '../x/y', 'coca/peru"><b>']) expect(keep([], item), item).toBe('noItem')
})
