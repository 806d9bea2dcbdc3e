import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { PictureCache } from './picture-cache.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-pictures-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
})

const files = async (): Promise<string[]> => (await readdir(join(directory, 'pictures'))).toSorted()
const picture = async (): Promise<Buffer> => Buffer.alloc(400)

test('What is kept stays within its bound: the least used goes first, also after a start', async () => {
  const cache = new PictureCache(directory, 1_000)
  await cache.get('a.png', picture)
  await cache.get('b.png', picture)
  await cache.get('a.png', picture)
  await cache.get('c.png', picture)
  await vi.waitFor(async () => expect(await files()).toEqual(['a.png', 'c.png']))
  const smaller = new PictureCache(directory, 500)
  await smaller.get('d.png', picture)
  await vi.waitFor(async () => expect(await files()).toEqual(['d.png']))
})

test('A picture that could not be made is not kept, and is made for the next one who asks', async () => {
  const cache = new PictureCache(directory)
  await expect(cache.get('a.png', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await files()).toEqual([])
  expect(await cache.get('a.png', picture)).toMatchObject({ size: 400 })
})

test('Two are made at once, 64 wait, and more are told to come again', async () => {
  const cache = new PictureCache(directory)
  const { promise: gate, resolve: goOn } = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  const make = async (): Promise<Buffer> => {
    running += 1
    most = Math.max(most, running)
    await gate
    running -= 1
    return picture()
  }
  const asked = Promise.allSettled(Array.from({ length: 70 }, (_, index) => cache.get(`${index}.png`, make)))
  await vi.waitFor(() => expect(running).toBe(2))
  goOn()
  const outcomes = await asked
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(66)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  expect(most).toBe(2)
})
