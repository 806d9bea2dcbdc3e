import { describe, expect, it } from 'vitest'
import { languageOf, returnPath, signInPath } from './return-address.ts'

const SITE = 'https://facts.example.org'

describe('returnPath', () => {
  it.each([
    ['/fact-sheets/peru?a=b#c', '/fact-sheets/peru?a=b#c'],
    ['https://facts.example.org/faq', '/faq'],
    ['faq', '/faq'],
    ['/a/../b', '/b'],
  ])('keeps what is on the site: %s', (wanted, path) => expect(returnPath(SITE, wanted, '/my')).toBe(path))

  it.each([
    'https://evil.example/steal',
    'http://facts.example.org/steal',
    'https://facts.example.org:444/steal',
    'https://facts.example.org.evil.example/steal',
    'https://user@facts.example.org/steal',
    '//evil.example/steal',
    '/\\evil.example/steal',
    '/\n/evil.example/steal',
    '/.//evil.example/steal',
    'javascript:alert(1)',
    'https://',
    '',
    null,
    undefined,
    `/${'x'.repeat(3000)}`,
  ])('falls back for what is not: %s', (wanted) => expect(returnPath(SITE, wanted, '/my')).toBe('/my'))
})

describe('languageOf', () => {
  it.each([
    ['/my', 'en'],
    ['/es/my', 'es'],
    ['/es', 'es'],
    ['/especial', 'en'],
    ['/api/follow?callbackUrl=%2Fes%2Ffact-sheets%2Fperu', 'es'],
    ['/api/follow?callbackUrl=%2F%2F', 'en'],
    ['/api/follow', 'en'],
  ])('of %s is %s', (path, language) => expect(languageOf(path)).toBe(language))
})

describe('signInPath', () => {
  it('is in the language of where one goes back to', () => {
    expect(signInPath('/es/my', { error: 'state' })).toBe('/es/sign-in?error=state&callbackUrl=%2Fes%2Fmy')
  })
})
