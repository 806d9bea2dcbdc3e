import { defineField, defineType } from 'sanity'
import { beginningOf } from '../plain-text.ts'

/** A part of a fact sheet: running text, under a heading or not. */
export const section = defineType({
  name: 'section',
  title: 'Section',
  type: 'object',
  fields: [
    defineField({
      name: 'heading',
      title: 'Heading',
      type: 'string',
      description: 'May be left empty: the text then follows the section before it.',
      validation: (rule) => rule.max(120).warning('A heading over 120 characters is hard to take in.'),
    }),
    defineField({
      name: 'body',
      title: 'Text',
      type: 'blockContent',
      validation: (rule) => rule.required().min(1).error('Write the text of this section, or remove the section.'),
    }),
  ],
  preview: {
    select: { heading: 'heading', body: 'body' },
    prepare: ({ heading, body }: { heading?: string; body?: unknown }) => ({
      title: heading || beginningOf(body) || 'Empty section',
      subtitle: heading ? beginningOf(body) : 'Without a heading',
    }),
  },
})
