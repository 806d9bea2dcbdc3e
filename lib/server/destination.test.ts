import { expect, test } from 'vitest'
import { destinationOf, isEmbedPath } from './destination.ts'

const at = (target: string) => destinationOf(new URL(`http://localhost:3000${target}`))

test.each([
  ['/', 'public'],
  ['/fact-sheets/peru', 'public'],
  ['/es/fact-sheets/peru', 'public'],
  ['/fact-sheets/peru?x=/my', 'public'],
  ['/my', 'account'],
  ['/es/my/sessions', 'account'],
  ['/sign-in/google', 'account'],
  ['/mystery', 'public'],
  ['/studio', 'studio'],
  ['/studio/structure;x', 'studio'],
  ['/studios', 'public'],
  ['/es/studio', 'public'],
  ['/api/follow', 'interface'],
  ['/feeds/mine/secret', 'interface'],
  ['/feeds/mine', 'public'],
  ['/api/reports', 'form'],
  ['/api/expire-tags', 'closed'],
  ['/_next/image', 'closed'],
  ['/_next/static/chunks/a.js', 'built'],
  ['/lake', 'lake'],
  ['/lake/v1/data/query/production', 'lake'],
  ['/lake://local.undefined/v2021-06-07/users/me', 'lake'],
  ['/lakes', 'public'],
  ['/changes', 'changes'],
  ['/robots.txt', 'robots'],
])('%s is %s', (target, kind) => {
  expect(at(target).kind).toBe(kind)
})

test.each([
  ['/en', '/'],
  ['/en/', '/'],
  ['/en/fact-sheets/peru?a=1', '/fact-sheets/peru?a=1'],
  ['/en/my', '/my'],
  ['/fact-sheets/peru/', '/fact-sheets/peru'],
  ['//evil.example//x', '/evil.example/x'],
  ['/f%61q', '/faq'],
  ['/es/', '/es'],
  ['/favicon.ico', '/icon.svg'],
  ['/%2Fevil', null],
])('%s is moved to %s: one page has one address', (target, location) => {
  const destination = at(target)
  if (location === null) expect(destination.kind).toBe('public')
  else expect(destination).toEqual({ kind: 'moved', location })
})

test('An address in another language is known by its prefix', () => {
  expect(at('/es/faq')).toEqual({ kind: 'public', path: '/es/faq', query: '', language: 'es' })
  expect(at('/faq')).toEqual({ kind: 'public', path: '/faq', query: '', language: 'en' })
  expect(at('/my')).toEqual({ kind: 'account', language: 'en', isHome: true })
})

test('Frames in pages of others are known by their address, in every language', () => {
  for (const path of ['/embed/figures/a', '/es/embed/charts/a/b', '/ar/embed/x']) expect(isEmbedPath(path)).toBe(true)
  for (const path of ['/', '/embed', '/embeds/a', '/fact-sheets/embed/a', '/fr/embed/a']) expect(isEmbedPath(path)).toBe(false)
})
