import { UnlinkIcon } from '@sanity/icons/Unlink'
import { defineField, defineType } from 'sanity'

/** Says of a number in a text that it is deliberately no figure. */
export const unbound = defineType({
  name: 'unbound',
  title: 'Not a figure',
  type: 'object',
  icon: UnlinkIcon,
  fields: [
    defineField({
      name: 'reason',
      title: 'What it is',
      type: 'string',
      options: {
        list: [
          { value: 'date', title: 'A date or year' },
          { value: 'name', title: 'Part of a name' },
          { value: 'other', title: 'Something else' },
        ],
        layout: 'radio',
      },
      initialValue: 'date',
      validation: (rule) => rule.required().error('Say why the number is no figure.'),
    }),
    defineField({
      name: 'note',
      title: 'Note',
      type: 'string',
      hidden: ({ parent }) => parent?.reason !== 'other',
      validation: (rule) =>
        rule.custom((note, { parent }) => {
          const { reason } = (parent ?? {}) as { reason?: string }
          return reason !== 'other' || note ? true : 'Say in a few words what the number is.'
        }),
    }),
  ],
})
