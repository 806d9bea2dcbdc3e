import { LANGUAGES } from '#lib/i18n/languages.ts'
import { defineField } from 'sanity'

/** The languages by the names that their speakers use. */
const LANGUAGE_NAMES: Record<(typeof LANGUAGES)[number], string> = { en: 'English', es: 'Español' }

/** The languages of the interface, as choices in a form. */
export const languageChoices = LANGUAGES.map((value) => ({ value, title: LANGUAGE_NAMES[value] }))

/** The field that says in which language a document is written. */
export const languageField = defineField({
  name: 'language',
  title: 'Language',
  type: 'string',
  description: 'The language this document is written in.',
  options: { list: languageChoices, layout: 'radio', direction: 'horizontal' },
  initialValue: 'en',
  validation: (rule) => rule.required().error('Choose the language that this is written in.'),
})

/** `code` as an editor reads it in a list: "English". */
export function languageName(code: string | undefined): string {
  return languageChoices.find((choice) => choice.value === code)?.title ?? code ?? 'No language'
}
