import { LANGUAGE_NAMES, LANGUAGES } from '#lib/i18n/languages.ts'
import { languageName as nameInEnglish } from '#lib/i18n/written-language.ts'
import { defineField } from 'sanity'
import { checkTag } from './objects/language-tag.ts'

/** The languages of the interface, as choices in a form. */
export const languageChoices = LANGUAGES.map((value) => ({ value, title: LANGUAGE_NAMES[value] }))

/** The field that says in which language of the interface a document is written: for what belongs to the site's own frame. */
export const languageField = defineField({
  name: 'language',
  title: 'Language',
  type: 'string',
  description: 'The language this document is written in.',
  options: { list: languageChoices, layout: 'radio', direction: 'horizontal' },
  initialValue: 'en',
  validation: (rule) => rule.required().error('Choose the language that this is written in.'),
})

/** The field that says in which language something is written, whichever that is, by its tag. */
export const anyLanguageField = defineField({
  name: 'language',
  title: 'Language',
  type: 'languageTag',
  description:
    'The language this is written in, by its tag: en, es, ar, fr, zh-Hant. It decides how the text is pronounced and which way it runs.',
  initialValue: 'en',
  // The rules of a field take the place of those of its type.
  validation: (rule) => [rule.required().error('Choose the language that this is written in.'), rule.custom(checkTag)],
})

/** `code` as an editor reads it in a list: "English". */
export function languageName(code: string | undefined): string {
  if (!code) return 'No language'
  return languageChoices.find((choice) => choice.value === code)?.title ?? nameInEnglish(code, 'en')
}
