import { expect, test } from 'vitest'
import { declaredQuery, readsQuery } from './declared-query.ts'

const query = (path: string, given: string) => declaredQuery(path, new URLSearchParams(given))

test('What a page declares counts, once and in one order; all else in a query means nothing', () => {
  expect(query('/search', 'year=2014&utm=x&q=coca&q=two')).toBe('?q=coca&year=2014')
  expect(query('/es/search', 'q=%D0%BF+%26')).toBe('?q=%D0%BF+%26')
  expect(query('/search', 'utm_source=x&q=')).toBe('')
  expect(query('/faq', 'q=coca')).toBe('')
  expect(query('/searches', 'q=coca')).toBe('')
})

test('Only pages that declare a query are rendered for it', () => {
  expect(['/search', '/ar/search'].map(readsQuery)).toEqual([true, true])
  expect(['/', '/fr/search', '/search/x'].map(readsQuery)).toEqual([false, false, false])
})
