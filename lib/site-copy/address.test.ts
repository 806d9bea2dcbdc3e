import { expect, it, test } from 'vitest'
import { fileOf, relativeLink, targetOf } from './address.ts'

const origin = 'https://facts.example'
const at = (written: string, page = '/fact-sheets/peru') => targetOf(written, origin + page, origin)

test.each([
  ['/faq#who', { kind: 'copied', key: '/faq', fragment: '#who', query: '' }],
  ['https://facts.example/es/', { kind: 'copied', key: '/es', fragment: '', query: '' }],
  ['#figure-1', { kind: 'copied', key: '/fact-sheets/peru', fragment: '#figure-1', query: '' }],
  ['/faq?x=1', { kind: 'copied', key: '/faq', fragment: '', query: '' }],
  ['/es/search?q=coca', { kind: 'copied', key: '/es/search', fragment: '', query: '?q=coca' }],
  ['/lake/images/local/production/a-1x1.png?w=2', { kind: 'copied', key: '/lake/images/local/production/a-1x1.png?w=2' }],
  ['/my', { kind: 'live', href: 'https://facts.example/my' }],
  ['/es/sign-in', { kind: 'live', href: 'https://facts.example/es/sign-in' }],
  ['/embed/figures/a', { kind: 'live' }],
  ['/ar/indicators/coca/peru/report/observation-1', { kind: 'live' }],
  ['/lake/v2025-02-19/data/query/production', { kind: 'live' }],
  ['/ar/indicators/coca/peru/cite/observation-1.bib', { kind: 'live' }],
  ['/indicators/coca/peru/cite/observation-1.json', { kind: 'live' }],
  ['/fact-sheets/peru/cite.bib', { kind: 'live' }],
  ['/es/fact-sheets/peru/in/en/editions/12/cite.json', { kind: 'live' }],
  ['/es/fact-sheets/peru/editions/12.md', { kind: 'live' }],
  ['/indicators/coca/peru/cite/observation-1', { kind: 'copied' }],
  ['/fact-sheets/peru/editions/12/cite', { kind: 'copied' }],
  ['/fact-sheets/peru/editions/12.json', { kind: 'copied' }],
  ['/fact-sheets/peru.md', { kind: 'copied' }],
  ['/indicators/coca/peru.json', { kind: 'copied' }],
  ['/ar/fact-sheets/peru/compare/9/10', { kind: 'copied' }],
  ['/ar/fact-sheets/peru/compare/8/10', { kind: 'live', href: 'https://facts.example/ar/fact-sheets/peru/compare/8/10' }],
  ['/mystery', { kind: 'copied', key: '/mystery' }],
  ['https://elsewhere.example/', { kind: 'foreign' }],
  ['mailto:a@facts.example', { kind: 'foreign' }],
  ['http://', { kind: 'foreign' }],
] as const)('%s leads where it should', (written, expected) => {
  expect(at(written)).toMatchObject(expected)
})

test.each([
  ['/', 'text/html; charset=utf-8', 'index.html'],
  ['/es/fact-sheets/peru', 'text/html', 'es/fact-sheets/peru/index.html'],
  ['/fact-sheets/peru/editions/3.json', 'application/json', 'fact-sheets/peru/editions/3.json'],
  ['/countries/peru/feed', 'application/atom+xml', 'countries/peru/feed.atom'],
  ['/.well-known/chancery-keys.json', 'application/jwk-set+json', 'well-known/chancery-keys.json'],
  ['/_next/static/a.css', 'text/css', '_next/static/a.css'],
  ['/%D8%A8', 'text/html', 'ب/index.html'],
])('What is at %s (%s) is kept as %s', (key, type, file) => {
  expect(fileOf(key, type)).toBe(file)
})

it('gives names that every file system takes, and never one name to two', () => {
  const names = [
    '/a%3Fb',
    '/a%3Ab',
    '/con',
    '/a.',
    `/${'x'.repeat(400)}`,
    `/${'x'.repeat(401)}`,
    '/..%2Fa',
    '/peru',
    '/Peru',
    '/per%C3%BA',
    '/peru%CC%81',
  ].map((key) => fileOf(key, 'text/html'))
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) {
    const [folder = ''] = name.split('/')
    expect(name).toBe(`${folder}/index.html`)
    expect(folder).toMatch(/^[^<>:"\\|?*]{1,120}$/)
    expect(folder).not.toMatch(/^con$|[. ]$|^\./)
  }
})

it('gives pictures of two sizes two names, with the ending of what they are', () => {
  const of = (width: number) => fileOf(`/lake/images/local/production/a-9x9.png?w=${width}&fm=webp`, 'image/webp')
  expect(of(100)).toMatch(/^lake\/images\/local\/production\/a-9x9\.[0-9a-f]{10}\.webp$/)
  expect(of(100)).not.toBe(of(200))
})

test.each([
  ['index.html', 'faq/index.html', 'faq/index.html'],
  ['es/faq/index.html', 'faq/index.html', '../../faq/index.html'],
  ['a/b/index.html', 'a/b/c.json', 'c.json'],
  ['a/index.html', 'a/index.html', 'index.html'],
  ['a/index.html', 'ب c/index.html', '../%D8%A8%20c/index.html'],
])('From %s to %s the link is %s', (from, to, link) => {
  expect(relativeLink(from, to)).toBe(link)
})
