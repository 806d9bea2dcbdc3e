import { defineField, defineType } from 'sanity'
import { languageField, languageName } from '../language.ts'

const form = (name: string, title: string, description: string) => defineField({ name, title, type: 'string', description })

/** What a unit is called in one language, after numbers of each kind. */
export const unitName = defineType({
  name: 'unitName',
  title: 'Name of a unit',
  type: 'object',
  fields: [
    languageField,
    defineField({
      name: 'one',
      title: 'One',
      type: 'string',
      description: 'As after 1: "hectare".',
      validation: (rule) => rule.required().error('Write the name as it stands after 1.'),
    }),
    form('two', 'Two', 'Only where the language has a form of its own for two, as Arabic has.'),
    form('few', 'Few', 'Only where the language has a form for few, as Arabic has for 3 to 10.'),
    form('many', 'Many', 'Only where the language has a form for many, as Arabic has for 11 to 99.'),
    defineField({
      name: 'other',
      title: 'All others',
      type: 'string',
      description: 'As after 46,500: "hectares".',
      validation: (rule) => rule.required().error('Write the name as it stands after most numbers.'),
    }),
  ],
  preview: {
    select: { title: 'other', language: 'language' },
    prepare: ({ title, language }: { title?: string; language?: string }) => ({
      title: title || 'No name yet',
      subtitle: languageName(language),
    }),
  },
})
