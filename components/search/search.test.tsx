import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Result, Search } from '#lib/search/find.ts'
import { excerptOf } from '#lib/search/excerpt.ts'
import { ResultList } from './result-list.tsx'
import { searchAddress } from './search-address.ts'

const search: Search = { text: 'a&b=c "d"', language: 'en', kind: 'sheet', place: 'peru', topic: null, year: 2014, page: 3 }

test('An address of a search says all that was chosen, and begins at its first page', () => {
  expect(searchAddress(search, 'es', { kind: null })).toBe('/es/search?q=a%26b%3Dc+%22d%22&country=peru&year=2014')
  expect(searchAddress(search, 'en', { page: 4 })).toBe('/search?q=a%26b%3Dc+%22d%22&kind=sheet&country=peru&year=2014&page=4')
})

test('What is found is text: markup in it is shown, never meant', () => {
  const text = 'Coca <img src=x onerror=alert(1)> fields'
  const result: Result = {
    id: 'one',
    kind: 'sheet',
    language: 'ar',
    path: '/fact-sheets/peru',
    title: '<b>Peru</b>',
    years: [],
    excerpt: excerptOf(text, [1, 7]),
    passage: `${text} - and more`,
  }
  const html = renderToStaticMarkup(<ResultList results={[result]} language="en" start={11} />)
  expect(html).toContain('&lt;b&gt;Peru&lt;/b&gt;')
  expect(html).toContain('<mark>Coca</mark><span> &lt;img src=x onerror=alert(')
  expect(html).not.toContain('<img')
  expect(html).toContain('href="/ar/fact-sheets/peru#:~:text=Coca%20%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20fields%20%2D"')
  expect(html).toContain('<ol class="found" start="11"')
})
