import { defineField, defineType } from 'sanity'
import { beginningOf } from '../plain-text.ts'

/** One result in the list of a fact sheet. */
export const resultItem = defineType({
  name: 'resultItem',
  title: 'Result',
  type: 'object',
  fields: [
    defineField({
      name: 'body',
      title: 'Text',
      type: 'blockContent',
      validation: (rule) => rule.required().min(1).error('Write the result, or remove it from the list.'),
    }),
  ],
  preview: {
    select: { body: 'body' },
    prepare: ({ body }: { body?: unknown }) => ({ title: beginningOf(body) || 'Empty result' }),
  },
})
