import { expect, test } from 'vitest'
import { ChangeClock } from './change-clock.ts'
import { bytesOf, makeReady } from './ready-bytes.ts'
import { ReadyPages, type Render, type Rendered } from './ready-pages.ts'

const page = async (text: string, ...tags: string[]): Promise<Rendered> => ({
  kind: 'page',
  ready: await makeReady(Buffer.from(text), { contentType: 'text/html', headers: {} }),
  tags: new Set(tags),
})

const textOf = (rendered: Rendered) => (rendered.kind === 'page' ? bytesOf(rendered.ready, 'identity').toString() : rendered.kind)

/** Pages whose renders are counted by path. */
function counted(render: Render, bytesMax = 1_000_000) {
  const renders: string[] = []
  const clock = new ChangeClock()
  const pages = new ReadyPages(
    (path) => {
      renders.push(path)
      return render(path)
    },
    clock,
    { bytesMax },
  )
  const change = (...tags: string[]) => {
    clock.advance(tags)
    pages.drop(tags)
  }
  return { pages, renders, change }
}

test('A page is rendered once, and again only after a change of what it was made from', async () => {
  const { pages, renders, change } = counted((path) => page(path, 's1:a'))
  expect(textOf(await pages.find('/x'))).toBe('/x')
  await pages.find('/x')
  change('s1:b')
  await pages.find('/x')
  expect(renders).toEqual(['/x'])
  change('s1:a')
  expect(pages.held('/x')).toBeUndefined()
  await pages.find('/x')
  expect(renders).toEqual(['/x', '/x'])
})

test('A page that does not say what it was made from is never kept', async () => {
  const { pages, renders } = counted((path) => page(path))
  await pages.find('/x')
  await pages.find('/x')
  expect(pages.size.pages).toBe(0)
  expect(renders).toHaveLength(2)
})

test('Missing pages, redirects and failures are never kept', async () => {
  const answers: Record<string, Rendered> = {
    '/missing': { kind: 'missing', tags: new Set(['s1:a']) },
    '/moved': { kind: 'redirect', status: 308, location: '/x', tags: new Set(['s1:a']) },
  }
  const { pages, renders } = counted(async (path) => answers[path] ?? Promise.reject(new Error('failed')))
  for (const path of ['/missing', '/moved']) {
    expect(await pages.find(path)).toBe(answers[path])
    await pages.find(path)
  }
  await expect(pages.find('/broken')).rejects.toThrow('failed')
  await expect(pages.find('/broken')).rejects.toThrow('failed')
  expect(renders).toHaveLength(6)
})

test('Those who ask at the same time share one render', async () => {
  const { pages, renders } = counted((path) => page(path, 's1:a'))
  await Promise.all(Array.from({ length: 50 }, () => pages.find('/x')))
  expect(renders).toHaveLength(1)
})

test('Whoever asks after a change shares no render that began before it', async () => {
  let version = 1
  const { pages, change } = counted(async () => {
    const read = version
    await new Promise(setImmediate)
    return read === 1 ? { kind: 'missing', tags: new Set() } : page('there', 's1:a')
  })
  const before = pages.find('/x')
  version = 2
  change('s1:a')
  expect(textOf(await pages.find('/x'))).toBe('there')
  await before
})

test('The bytes that are held stay below their bound, the longest unused going first', async () => {
  const { pages } = counted((path) => page(path.repeat(500), `s1:${path}`), 20_000)
  for (let index = 0; index < 100; index += 1) await pages.find(`/${index}`)
  expect(pages.size.bytes).toBeLessThanOrEqual(20_000)
  expect(pages.size.pages).toBeGreaterThan(1)
  expect(pages.held('/99')).toBeDefined()
  expect(pages.held('/0')).toBeUndefined()
})

test('A page larger than the whole bound is given, and not held', async () => {
  const { pages } = counted((path) => page(path.repeat(50_000), 's1:a'), 20_000)
  expect(textOf(await pages.find('/x'))).toHaveLength(100_000)
  expect(pages.size.pages).toBe(0)
})

test('A page that never settles is given up', async () => {
  const { pages, change } = counted(async () => {
    change('s1:a')
    return page('x', 's1:a')
  })
  await expect(pages.find('/x')).rejects.toMatchObject({ code: 'pageUnsettled', status: 503 })
})
