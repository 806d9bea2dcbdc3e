import { defineArrayMember, defineField } from 'sanity'

function languageOf(name: unknown): unknown {
  return typeof name === 'object' && name !== null && 'language' in name ? name.language : undefined
}

/** Whether each language has one name at most; a sentence for the editor if not. */
export function isOneForEachLanguage(names: readonly unknown[] | undefined): true | string {
  const languages = (names ?? []).map(languageOf)
  return new Set(languages).size === languages.length || 'Give one name for each language.'
}

/** The field with the names of a document in languages other than English. */
export const namesField = defineField({
  name: 'names',
  title: 'Names in other languages',
  type: 'array',
  of: [defineArrayMember({ type: 'localizedName' })],
  validation: (rule) => rule.custom(isOneForEachLanguage),
})
