import { defineArrayMember, defineField, defineType } from 'sanity'

/** The list of results of a fact sheet, with the sentence that leads to it. */
export const results = defineType({
  name: 'results',
  title: 'Results',
  type: 'object',
  fields: [
    defineField({
      name: 'lead',
      title: 'Leading sentence',
      type: 'string',
      description: 'Stands above the list and usually ends with a colon.',
    }),
    defineField({
      name: 'items',
      title: 'Results',
      type: 'array',
      of: [defineArrayMember({ type: 'resultItem' })],
    }),
  ],
  validation: (rule) =>
    rule.custom((value: { lead?: string; items?: readonly unknown[] } | undefined) => {
      if (value?.lead && !value.items?.length)
        return { message: 'The sentence leads to no results: add some, or remove it.', path: ['items'] }
      return true
    }),
})
