import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { defineField, defineType } from 'sanity'
import { namesField } from '../names.ts'

/** Figures made by one body with one method, which can be compared with each other. */
export const series = defineType({
  name: 'series',
  title: 'Series',
  type: 'document',
  icon: StackCompactIcon,
  fields: [
    defineField({
      name: 'code',
      title: 'Code',
      type: 'string',
      description: 'How data files call it, such as us or un.',
      validation: (rule) => rule.required().error('Give the series a code, such as us or un.'),
    }),
    defineField({
      name: 'name',
      title: 'Name in English',
      type: 'string',
      description: 'Such as "U.S. estimates".',
      validation: (rule) => rule.required().error('Name the series in English.'),
    }),
    namesField,
    defineField({
      name: 'description',
      title: 'What tells it from others',
      type: 'text',
      rows: 3,
      description: 'Who makes it and how, as far as that is known. Two series are never drawn as one line.',
    }),
  ],
  preview: { select: { title: 'name', subtitle: 'code' } },
})
