import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { directionOf, isLanguageTag, languageAttributes, languageName, ownName, sheetPath } from './written-language.ts'

/** One page in 16 languages, where it lies beside the project. */
const CORPUS = new URL('../../../shared/content/translations.json', import.meta.url)

test.each(['en', 'es-PE', 'zh-Hant', 'ypk', 'az-Arab', 'ar-u-nu-latn'])('%s is a language tag', (tag) => {
  expect(isLanguageTag(tag)).toBe(true)
})

test.each(['', 'english', 'EN', 'zh-hant', 'e', 'en_US', 'fr/..', '<b>', 'x'.repeat(40)])(
  '%j is none, or is not spelled as usual',
  (tag) => {
    expect(isLanguageTag(tag)).toBe(false)
    expect(directionOf(tag)).toBe('ltr')
  },
)

test('The direction of a text is that of its script', () => {
  expect(['ar', 'fa', 'ur', 'he', 'yi', 'az-Arab', 'ug'].map(directionOf)).toEqual(Array.from({ length: 7 }, () => 'rtl'))
  expect(['en', 'es', 'ru', 'zh-Hans', 'ar-Latn', 'ypk'].map(directionOf)).toEqual(Array.from({ length: 6 }, () => 'ltr'))
})

test('Text is marked where it is in another language than the text around it, or runs the other way', () => {
  expect(languageAttributes('ar', 'ar')).toEqual({})
  expect(languageAttributes('en', 'ar')).toEqual({ lang: 'en', dir: 'ltr' })
  expect(languageAttributes('fa', 'en')).toEqual({ lang: 'fa', dir: 'rtl' })
  expect(languageAttributes('fa', 'ar')).toEqual({ lang: 'fa' })
})

test('A language is called by its own name, and in the reader’s language where it has none', () => {
  expect(ownName('fr', 'en')).toEqual({ name: 'Français', lang: 'fr' })
  expect(ownName('ar', 'en')).toEqual({ name: 'العربية', lang: 'ar' })
  expect(ownName('ht', 'es')).toEqual({ name: 'criollo haitiano', lang: 'es' })
  expect(ownName('ypk', 'en')).toEqual({ name: 'ypk', lang: 'en' })
  expect(languageName('es', 'ar')).toBe('الإسبانية')
  expect(languageName('no tag', 'en')).toBe('no tag')
})

test('A sheet has a plain address in a language of the interface, and one that names any other', () => {
  expect(sheetPath('peru', 'en')).toBe('/fact-sheets/peru')
  expect(sheetPath('peru', 'ar', 'es')).toBe('/ar/fact-sheets/peru')
  expect(sheetPath('peru', 'zh-Hant')).toBe('/fact-sheets/peru/in/zh-Hant')
  expect(sheetPath('peru', 'fr', 'ar')).toBe('/ar/fact-sheets/peru/in/fr')
})

test('Each of the 16 languages of the federal page gets its tag and its direction', (context) => {
  if (!existsSync(CORPUS)) return context.skip('not applicable: the corpus is not beside the project (../shared/content/translations.json)')
  const { languages } = JSON.parse(readFileSync(CORPUS, 'utf8')) as { languages: { language: string; direction: string }[] }
  expect(languages).toHaveLength(16)
  for (const { language, direction } of languages) {
    expect(isLanguageTag(language), language).toBe(true)
    expect(directionOf(language), language).toBe(direction)
  }
})
