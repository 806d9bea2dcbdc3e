import { expect, test } from 'vitest'
import { cutPage, PageNotWhole } from './cut-page.ts'

const page = (head: string, body: string) => `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`
const bare = { tags: [], reader: null }
const META = /<meta name="depends"[^>]*>/

/** What `cutPage` leaves, without what it adds. */
const cut = (html: string) => cutPage(html, bare).replace(META, '')

test('Scripts, and links that load them, are cut; all else stays as it was, byte for byte', () => {
  const kept = '<link rel="stylesheet" href="/a.css" data-precedence="next"/><link rel="preload" as="image" href="/seal.svg"/>'
  const html = page(
    `${kept}<link rel="preload" as="script" href="/x.js"/><LINK REL='modulepreload' href=/y.js><script src="/x.js" async></script>`,
    '<p>a &amp; b&nbsp;<b>c</p></b><!--$--><details open=""><summary>x</summary></details><!--/$--><script>self.__next_f=[1,"</p>"]</script>',
  )
  expect(cut(html)).toBe(page(kept, '<p>a &amp; b&nbsp;<b>c</p></b><details open=""><summary>x</summary></details>'))
})

test.each([
  '<script>"<!--<script>";"</script>"</script>after',
  '<script><!--<script></script>--></script>after',
  '<svg><script>alert(1)</script></svg>after',
  '<script/x>1</script >after',
  '<script type="module">1</script>after',
  '<template><script>1</script></template>after',
  '<script>never closed',
])('No script survives in %j, as a browser reads it', (body) => {
  expect(cut(page('', body))).not.toMatch(/alert|<script/)
})

test('Structured data is no script, and stays', () => {
  const data = '<script type="application/ld+json">{"a":"b"}</script>'
  expect(cut(page('', data))).toContain(data)
})

test('Markup in text and attributes is left alone', () => {
  const body = '<p title="<script>x</script>">&lt;script&gt;</p><textarea><script>x</script></textarea>'
  expect(cut(page('', body))).toContain(body)
})

test.each(['<template id="B:0"></template>', '<div hidden id="S:1">late</div>'])('A page with the hole %s is refused', (hole) => {
  expect(() => cutPage(page('', `<main>${hole}</main>`), bare)).toThrow(PageNotWhole)
})

test('What is hidden for another reason is no hole', () => {
  expect(() => cutPage(page('', '<div hidden=""></div><div id="S:1">here</div>'), bare)).not.toThrow()
})

test('Text that is no page is refused', () => {
  expect(() => cutPage('<p>x', bare)).toThrow(PageNotWhole)
})

test('The page says what it was made from, and loads our module with its words', () => {
  const reader = { src: '/_next/static/enhance/open-page-X.js', words: { updated: 'Say "now" & <then>' } }
  const html = cutPage(page('<title>x</title>', ''), { tags: ['s1:xxyyzzb', 's1:xxyyzza', 's1:vvyyzza'], reader })
  expect(html).toMatch(/<title>x<\/title><meta name="depends" content="zzazzb" data-digest="[\w-]{16}"><script defer src="\/_next\/static/)
  expect(html).toContain('data-updated="Say &quot;now&quot; &amp; <then>"')
})

test('The digest follows the content and nothing else', () => {
  const digest = (body: string, tags: string[]) => /data-digest="([^"]*)"/.exec(cutPage(page('', body), { tags, reader: null }))?.[1]
  expect(digest('a<script>1</script>', ['s1:a'])).toBe(digest('a<script>2</script>', ['s1:b']))
  expect(digest('a', [])).not.toBe(digest('b', []))
})
