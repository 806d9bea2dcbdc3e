import { expect, test } from 'vitest'
import { INTL_LOCALES, LANGUAGES } from './languages.ts'
import { MESSAGES, translate } from './translator.ts'

/** Each message of each namespace, as `site.faq`. */
function messagesOf(language: (typeof LANGUAGES)[number]): Map<string, string> {
  const entries = Object.entries(MESSAGES[language]).flatMap(([namespace, words]) =>
    Object.entries(words).map(([key, message]) => [`${namespace}.${key}`, message] as const),
  )
  return new Map(entries)
}

/** What a message is filled with: values, and the tags around words. */
function slotsOf(message: string): string[] {
  const values = [...message.matchAll(/\{(\w+)[},]/g)].map(([, name]) => `{${name}}`)
  const tags = [...message.matchAll(/<\/?\w+>/g)].map(([tag]) => tag)
  return [...new Set([...values, ...tags])].toSorted()
}

const english = messagesOf('en')

test.each(LANGUAGES)('Every message is there in %s, with the values and tags of the English one', (language) => {
  const messages = messagesOf(language)
  expect([...messages.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  for (const [key, message] of messages) {
    expect(message.trim(), key).not.toBe('')
    expect(slotsOf(message), key).toEqual(slotsOf(english.get(key) ?? ''))
  }
})

test.each(LANGUAGES)('A message with a number has each form that %s needs', (language) => {
  const forms = new Intl.PluralRules(INTL_LOCALES[language]).resolvedOptions().pluralCategories
  for (const [key, message] of messagesOf(language)) {
    if (!message.includes(', plural,')) continue
    // A form for millions, which Spanish has, differs in no noun of ours.
    const missing = forms.filter((form) => form !== 'many' || language === 'ar').filter((form) => !message.includes(`${form} {`))
    expect(missing, key).toEqual([])
  }
})

test('Numbers in Arabic words have the digits that one place decides on', () => {
  expect(translate('account', 'ar')('countAdded', { count: 11 })).toBe('أُضيفت 11 جملة')
  expect(translate('account', 'ar')('countAdded', { count: 2 })).toBe('أُضيفت جملتان')
  expect(translate('account', 'ar')('countAdded', { count: 5 })).toBe('أُضيفت 5 جمل')
})

test('No Arabic message has been left in Latin letters', () => {
  // One of values and signs alone has nothing to translate.
  const latin = [...messagesOf('ar')].filter(
    ([, message]) => !/[\p{Script=Arabic}،]/u.test(message) && /\p{Letter}/u.test(message.replaceAll(/\{[^{}]*\}/g, '')),
  )
  expect(latin.map(([key]) => key)).toEqual([])
})
