import { defineField, defineType } from 'sanity'

interface SourceValue {
  readonly title?: string
  readonly url?: string
}

/** Where a fact sheet's text or a statement in it comes from. */
export const source = defineType({
  name: 'source',
  title: 'Source',
  type: 'object',
  fields: [
    defineField({ name: 'title', title: 'Title', type: 'string', description: 'As printed. Leave it empty if the source shows none.' }),
    defineField({
      name: 'publisher',
      title: 'Publisher',
      type: 'string',
      validation: (rule) => rule.required().error('Say who published the source.'),
    }),
    defineField({
      name: 'url',
      title: 'Address',
      type: 'url',
      validation: (rule) => rule.uri({ scheme: ['http', 'https'] }).error('Write the whole address, starting with https:// or http://.'),
    }),
    defineField({
      name: 'date',
      title: 'Date',
      type: 'string',
      description: 'As printed, such as "June 11, 2013". Leave it empty if the source shows none.',
    }),
  ],
  validation: (rule) =>
    rule.custom((value: SourceValue | undefined) =>
      !value || value.title || value.url ? true : 'Give the title or the address of the source, so that a reader can find it.',
    ),
  preview: {
    select: { title: 'title', publisher: 'publisher', url: 'url', date: 'date' },
    prepare: ({ title, publisher, url, date }: Record<string, string | undefined>) => ({
      title: title || url || 'Unnamed source',
      subtitle: [publisher, date].filter(Boolean).join(', '),
    }),
  },
})
