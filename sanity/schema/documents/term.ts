import { BookIcon } from '@sanity/icons/Book'
import { defineField, defineType } from 'sanity'
import { anyLanguageField, languageName } from '../language.ts'

/** A word of the trade or an abbreviation, and what it means, in one language. */
export const term = defineType({
  name: 'term',
  title: 'Term',
  type: 'document',
  icon: BookIcon,
  fields: [
    defineField({
      name: 'term',
      title: 'Term',
      type: 'string',
      description: 'In full, as it stands in the middle of a sentence, such as "hectare".',
      validation: (rule) => rule.required().error('Write the term in full.'),
    }),
    defineField({
      name: 'abbreviation',
      title: 'Abbreviation',
      type: 'string',
      description: 'Such as "ha". Where a text has just this, it is shown as an abbreviation. May be left empty.',
    }),
    defineField({
      name: 'definition',
      title: 'What it means',
      type: 'text',
      rows: 3,
      description: 'In a sentence or two that anybody understands.',
      validation: (rule) => [
        rule.required().error('Say what the term means.'),
        rule.max(400).warning('A definition over 400 characters is not read beside a text.'),
      ],
    }),
    anyLanguageField,
  ],
  orderings: [{ name: 'term', title: 'Term', by: [{ field: 'term', direction: 'asc' }] }],
  preview: {
    select: { term: 'term', abbreviation: 'abbreviation', language: 'language' },
    prepare: ({ term: words, abbreviation, language }: Record<string, string | undefined>) => ({
      title: words || 'Term without words',
      subtitle: [abbreviation, languageName(language)].filter(Boolean).join(' · '),
    }),
  },
})
