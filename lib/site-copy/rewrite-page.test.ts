import { expect, it } from 'vitest'
import type { Crawl, Fetched } from './crawl.ts'
import { linkResolver } from './resolve.ts'
import { rewritePage, type Instead } from './rewrite-page.ts'
import { relativeLink, fileOf } from './address.ts'

const origin = 'https://facts.example'
const page = (key: string, type = 'text/html'): readonly [string, Fetched] => [
  key,
  { key, kind: type === 'text/html' ? 'page' : 'file', status: 200, file: fileOf(key, type) },
]
const crawl: Crawl = {
  fetched: new Map([page('/'), page('/faq'), page('/es/faq'), page('/verify'), page('/search'), page('/a.png', 'image/png')]),
  redirects: new Map([
    ['/old', { key: '/faq', fragment: '' }],
    ['/faq/p/a', { key: '/faq', fragment: '#p-a' }],
    ['/faq/p/b', { key: '/es/faq', fragment: '#p-b' }],
  ]),
  missing: new Set(['/nowhere']),
}

function rewritten(body: string, { head = '', key = '/faq', instead = null as Instead | null } = {}): string {
  const file = fileOf(key, 'text/html')
  return rewritePage(`<!DOCTYPE html><html lang="en"><head><title>x</title>${head}</head><body>${body}</body></html>`, {
    key,
    origin,
    resolve: linkResolver(crawl, origin, file, key),
    own: (name) => relativeLink(file, name),
    instead,
  }).html
}

it('makes links relative that the copy can follow, and leads the others to the site', () => {
  const html = rewritten(
    '<a href="/">a</a><a href="/es/faq#q">b</a><a href="/old">c</a><a href="/nowhere">d</a><a href="#here">e</a><a href="https://facts.example/">f</a><a href="https://other.example/">g</a>',
  )
  expect([...html.matchAll(/<a (?:data-live )?href="([^"]*)">\w</g)].map(([, href]) => href)).toEqual([
    '../index.html',
    '../es/faq/index.html#q',
    'index.html',
    'https://facts.example/nowhere',
    '#here',
    '../index.html',
    'https://other.example/',
  ])
})

it('leads to the place that an address leads on to, else to the place that was asked for', () => {
  const html = rewritten('<a href="/faq/p/a">a</a><a href="/faq/p/b">b</a><a href="/old#here">c</a>')
  expect([...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['#p-a', '../es/faq/index.html#p-b', '#here'])
})

it('takes pictures in all their sizes along', () => {
  expect(rewritten('<img src="/a.png" srcset="/a.png 1x, https://facts.example/a.png 2x">')).toContain(
    '<img src="../a.png" srcset="../a.png 1x, ../a.png 2x">',
  )
})

it('leaves out scripts, what loads them, and what only a server can do', () => {
  const html = rewritten(
    '<nav><a href="/my">Your page</a><a href="/es/nada" hreflang="es">Español</a></nav><section class="account">Sign in</section><form method="post" action="/api/follow"><button>Follow</button></form><script>1</script><script type="application/ld+json">{"a":1}</script>',
    {
      head: '<meta name="depends" content="x"><link rel="preload" as="script" href="/a.js"><script defer src="/b.js"></script><link rel="alternate" type="application/json+oembed" href="/api/oembed"><link rel="canonical" href="https://facts.example/faq">',
    },
  )
  expect(html).not.toMatch(/<script(?! type="application\/ld\+json")|depends|preload|oembed|Sign in|Your page|<form|<button/)
  expect(html).toContain('{"a":1}')
  expect(html).toContain('<link rel="canonical" href="https://facts.example/faq">')
  expect(html).toContain('“Follow” works only on the site itself: <a data-live href="https://facts.example/faq">open this page there</a>.')
  expect(html).toContain('>Español</a>')
})

it('names other forms of a page in its head only where the copy has them', () => {
  const html = rewritten('', {
    head: '<link rel="alternate" hreflang="es" href="/es/faq"><link rel="alternate" type="text/markdown" href="/fact-sheets/peru/editions/1.md"><link rel="alternate" href="/nowhere">',
  })
  expect(html.match(/<link rel="alternate"[^>]*>/g)).toEqual(['<link rel="alternate" hreflang="es" href="../es/faq/index.html">'])
})

it('searches in the copy, from every page', () => {
  const html = rewritten('<header><form action="/search" role="search"><input name="q"></form></header>')
  expect(html).toContain('<form action="../search/index.html" role="search"><input name="q"></form>')
  expect(html).toContain(
    '<header><p class="copy-note"><span class="wrap">This is a copy of <a data-live href="https://facts.example/">facts.example</a>',
  )
  expect(html).toContain('<a href="../search/index.html">Search</a>')
})

it('puts its own content into the frame of a page that needs a server', () => {
  const html = rewritten('<header></header><main id="main"><form action="/api/verify"></form></main>', {
    key: '/verify',
    instead: { title: 'A & B', main: '<p>Mine</p>', scripts: ['_copy/verify.js'] },
  })
  expect(html).toContain('<title>A &amp; B</title>')
  expect(html).toContain('<main id="main"><p>Mine</p></main>')
  expect(html).toContain('<script defer src="../_copy/verify.js"></script></head>')
})
