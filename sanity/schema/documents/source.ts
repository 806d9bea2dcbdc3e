import { LinkIcon } from '@sanity/icons/Link'
import { defineField, defineType } from 'sanity'

/** A publication that a fact sheet's text, or a figure in it, comes from. */
export const source = defineType({
  name: 'source',
  title: 'Source',
  type: 'document',
  icon: LinkIcon,
  fields: [
    defineField({ name: 'title', title: 'Title', type: 'string', description: 'As printed. Leave it empty if the source shows none.' }),
    defineField({
      name: 'publisher',
      title: 'Publisher',
      type: 'string',
      validation: (rule) => rule.required().error('Say who published the source.'),
    }),
    defineField({
      name: 'publisherKind',
      title: 'Kind of publisher',
      type: 'string',
      options: {
        list: [
          { value: 'us-federal', title: 'United States Government' },
          { value: 'un', title: 'United Nations' },
          { value: 'government', title: 'Another government' },
          { value: 'press', title: 'Press or other' },
        ],
      },
    }),
    defineField({
      name: 'date',
      title: 'Date',
      type: 'string',
      description: 'As printed, such as "June 11, 2013". Leave it empty if the source shows none.',
    }),
    defineField({
      name: 'url',
      title: 'Address',
      type: 'url',
      validation: (rule) => [
        rule.uri({ scheme: ['http', 'https'] }).error('Write the whole address, starting with https:// or http://.'),
        rule.custom((url, { document }) =>
          url || document?.title ? true : 'Give the title or the address of the source, so that a reader can find it.',
        ),
      ],
    }),
  ],
  preview: {
    select: { title: 'title', publisher: 'publisher', url: 'url', date: 'date' },
    prepare: ({ title, publisher, url, date }: Record<string, string | undefined>) => ({
      title: title || url || 'Unnamed source',
      subtitle: [publisher, date].filter(Boolean).join(', '),
    }),
  },
})
