import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OpenPages } from './open-pages.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A reader of `pages`, and what it is sent after the headers. */
function connect(pages: OpenPages, after: number | null) {
  const message = new IncomingMessage(new Socket())
  const reply = new ServerResponse(message)
  let said = ''
  vi.spyOn(reply, 'write').mockImplementation((chunk: unknown) => {
    said += String(chunk)
    return true
  })
  pages.serve(message, reply, after, {})
  return { said: () => said }
}

test('A reader hears each change, with an id to go on from', () => {
  const pages = new OpenPages(1)
  const { said } = connect(pages, null)
  pages.tell(7, ['s1:a', 's1:b'])
  expect(said()).toBe('retry: 1000\n\nid: 7\ndata: ["1:a","1:b"]\n\n')
  pages.close()
})

test('A new reader is told what changed in the last minute, and no older change', () => {
  const pages = new OpenPages(1)
  pages.tell(7, ['s1:old'])
  vi.advanceTimersByTime(50_000)
  pages.tell(8, ['s1:new'])
  vi.advanceTimersByTime(20_000)
  expect(connect(pages, null).said()).toBe('retry: 1000\n\nid: 8\ndata: ["new"]\n\n')
  pages.close()
})

test('A reader that comes back is told what it missed', () => {
  const pages = new OpenPages(1)
  pages.tell(7, ['s1:a'])
  pages.tell(8, ['s1:b'])
  expect(connect(pages, 7).said()).toBe('retry: 1000\n\nid: 8\ndata: ["1:b"]\n\n')
  pages.close()
})

test('A reader who may have missed more than is known is told to look for itself', () => {
  const pages = new OpenPages(100)
  expect(connect(pages, 99).said()).toContain('id: 100\ndata: []\n\n')
  pages.tell(101, ['s1:a'])
  vi.advanceTimersByTime(61_000)
  expect(connect(pages, 100).said()).toContain('data: []\n\n')
  expect(connect(pages, 101).said()).not.toContain('data: []')
  pages.close()
})

test('A silent stream is kept alive', () => {
  const pages = new OpenPages(1)
  const { said } = connect(pages, null)
  vi.advanceTimersByTime(16_000)
  expect(said()).toMatch(/:\n\n$/)
  pages.close()
})
