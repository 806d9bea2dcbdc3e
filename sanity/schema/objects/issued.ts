import { isReducedDate } from '#lib/i18n/reduced-date.ts'
import { defineField, defineType } from 'sanity'

/** When a text was issued, as exactly as that is known. */
export const issued = defineType({
  name: 'issued',
  title: 'Issued',
  type: 'object',
  description: 'When this text was first issued, if that was not here. Leave it empty if nobody knows.',
  fields: [
    defineField({
      name: 'date',
      title: 'Date',
      type: 'string',
      description: 'A day, a month or a year: 2021-06-22, 2021-06 or 2021.',
      validation: (rule) =>
        rule.custom((date) => date === undefined || isReducedDate(date) || 'Write a date such as 2021-06-22, 2021-06 or 2021.'),
    }),
    defineField({
      name: 'note',
      title: 'Note',
      type: 'string',
      description: 'Stands behind the date, such as "editions of 1992 and 1993".',
    }),
  ],
})
