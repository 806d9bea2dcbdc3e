import { defineField, defineType } from 'sanity'
import { anyLanguageField, languageName } from '../language.ts'

/** A name in a language other than English. */
export const localizedName = defineType({
  name: 'localizedName',
  title: 'Name in another language',
  type: 'object',
  fields: [
    { ...anyLanguageField, initialValue: 'es' },
    defineField({
      name: 'value',
      title: 'Name',
      type: 'string',
      validation: (rule) => rule.required().error('Write the name in this language.'),
    }),
  ],
  preview: {
    select: { title: 'value', language: 'language' },
    prepare: ({ title, language }: { title?: string; language?: string }) => ({
      title: title || 'No name yet',
      subtitle: languageName(language),
    }),
  },
})
