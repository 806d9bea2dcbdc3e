import { defineField, defineType } from 'sanity'

/** Where in a source something stands. */
export const citation = defineType({
  name: 'citation',
  title: 'Citation',
  type: 'object',
  fields: [
    defineField({
      name: 'source',
      title: 'Source',
      type: 'reference',
      to: [{ type: 'source' }],
      validation: (rule) => rule.required().error('Choose the source, or make a new one.'),
    }),
    defineField({ name: 'page', title: 'Page', type: 'string', description: 'Such as "12" or "iv". May be left empty.' }),
    defineField({ name: 'table', title: 'Table', type: 'string', description: 'The table and the cell in it. May be left empty.' }),
    defineField({ name: 'accessedAt', title: 'Read on', type: 'date', description: 'When the source was read. May be left empty.' }),
  ],
  preview: {
    select: { title: 'source.title', url: 'source.url', publisher: 'source.publisher', date: 'source.date', page: 'page' },
    prepare: ({ title, url, publisher, date, page }: Record<string, string | undefined>) => ({
      title: title || url || 'No source chosen',
      subtitle: [publisher, date, page && `page ${page}`].filter(Boolean).join(', '),
    }),
  },
})
