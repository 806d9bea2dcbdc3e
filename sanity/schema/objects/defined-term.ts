import { BookIcon } from '@sanity/icons/Book'
import { defineField, defineType } from 'sanity'

/** Marks words of a text that the glossary explains. */
export const definedTerm = defineType({
  name: 'definedTerm',
  title: 'Glossary term',
  type: 'object',
  icon: BookIcon,
  fields: [
    defineField({
      name: 'term',
      title: 'Term',
      type: 'reference',
      to: [{ type: 'term' }],
      options: {
        filter: ({ document }) => ({ filter: 'language == $language', params: { language: document['language'] ?? 'en' } }),
      },
      description: 'Readers can open its definition where these words stand.',
      validation: (rule) => rule.required().error('Choose the term, or take this mark away.'),
    }),
  ],
})
