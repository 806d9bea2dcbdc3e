import { beforeEach, expect, test } from 'vitest'
import { installEnvironment, parseEnvironment } from '#lib/env.ts'
import { pageAddress, pageMetadata } from './page-address.ts'

beforeEach(() => installEnvironment(parseEnvironment({ PORT: '4000' })))

test('A page has one address in each language, on the origin of the settings', () => {
  expect(pageAddress('en', '/faq')).toBe('http://localhost:4000/faq')
  expect(pageAddress('es', '/faq')).toBe('http://localhost:4000/es/faq')
  expect(pageAddress('es', '/')).toBe('http://localhost:4000/es')
})

test('Nothing is indexed unless the settings say so', () => {
  const page = { title: 'Peru', path: '/fact-sheets/peru', language: 'en' } as const
  expect(pageMetadata(page).robots).toEqual({ index: false, follow: false })
  installEnvironment(parseEnvironment({ INDEXING: 'on' }))
  expect(pageMetadata(page).robots).toBeNull()
})

test('A page in one language alone names no translations', () => {
  const page = { title: 'Peru', path: '/fact-sheets/peru', language: 'en' } as const
  expect(pageMetadata({ ...page, translations: ['en'] }).alternates?.languages).toEqual({})
  expect(pageMetadata({ ...page, translations: ['en', 'es'] }).alternates?.languages).toEqual({
    en: 'http://localhost:4000/fact-sheets/peru',
    es: 'http://localhost:4000/es/fact-sheets/peru',
  })
})
