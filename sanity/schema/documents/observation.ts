import { DocumentSheetIcon } from '@sanity/icons/DocumentSheet'
import { defineField, defineType } from 'sanity'
import { checkChain, checkUnit } from '../observation-rules.ts'
import { observationSelection, observationWords, qualifierChoices } from '../observation-words.ts'
import { measures } from './indicator.ts'

/** Published observations stay as they are: see `docs/decisions/0200`. The lake refuses to change one, and the form does not offer it. */
function isPublished(document: { readonly _id?: string; readonly _createdAt?: string } | undefined): boolean {
  return document?._createdAt !== undefined && !/^(?:drafts|versions)\./.test(document._id ?? '')
}

/** A value of an indicator, for a place and a time. */
export const observation = defineType({
  name: 'observation',
  title: 'Figure',
  type: 'document',
  icon: DocumentSheetIcon,
  readOnly: ({ document }) => isPublished(document),
  groups: [
    { name: 'value', title: 'Value', default: true },
    { name: 'origin', title: 'Origin' },
    { name: 'place', title: 'In place of another' },
  ],
  fields: [
    defineField({
      name: 'indicator',
      title: 'What is measured',
      type: 'reference',
      to: [{ type: 'indicator' }],
      group: 'value',
      validation: (rule) => rule.required().error('Choose what is measured.'),
    }),
    defineField({
      name: 'place',
      title: 'Place',
      type: 'reference',
      to: [{ type: 'country' }, { type: 'region' }],
      group: 'value',
      validation: (rule) => rule.required().error('Choose the country or region that the value is for.'),
    }),
    defineField({
      name: 'measure',
      title: 'Gives',
      type: 'string',
      group: 'value',
      options: { list: [...measures], layout: 'radio', direction: 'horizontal' },
      initialValue: 'level',
      validation: (rule) => rule.required().error('Say whether it is a level, a change or a goal.'),
    }),
    defineField({
      name: 'period',
      title: 'Period',
      type: 'period',
      group: 'value',
      validation: (rule) => rule.required().error('Say which time the value is for.'),
    }),
    defineField({
      name: 'basePeriod',
      title: 'Counted from',
      type: 'period',
      group: 'value',
      hidden: ({ document }) => document?.measure !== 'change',
      validation: (rule) =>
        rule.custom(
          (value, { document }) => value !== undefined || document?.measure !== 'change' || 'Say from when the change is counted.',
        ),
    }),
    defineField({
      name: 'value',
      title: 'Value',
      type: 'number',
      group: 'value',
      description: 'In full, such as 22000000000. A fall is negative. For a range, its lower end.',
      validation: (rule) =>
        rule.custom((value: unknown) =>
          value === undefined
            ? 'Write the value.'
            : (typeof value === 'number' && Number.isFinite(value)) || 'Write the value as a number, without words, separators or units.',
        ),
    }),
    defineField({
      name: 'upperValue',
      title: 'Upper end',
      type: 'number',
      group: 'value',
      description: 'Only if the source gives a range.',
      validation: (rule) =>
        rule.custom((upper: number | undefined, { document }) => {
          if (upper === undefined || typeof document?.value !== 'number') return true
          return upper > document.value || 'The upper end must be above the value: exchange the two, or leave this empty.'
        }),
    }),
    defineField({
      name: 'unit',
      title: 'Unit',
      type: 'reference',
      to: [{ type: 'unit' }],
      group: 'value',
      validation: (rule) => [rule.required().error('Choose the unit of the value.'), rule.custom(checkUnit)],
    }),
    defineField({
      name: 'qualifier',
      title: "Source's hedge",
      type: 'string',
      group: 'value',
      options: { list: [...qualifierChoices] },
      description: 'How the source hedges the number. Leave it empty if it does not.',
    }),
    defineField({
      name: 'asPrinted',
      title: 'As printed',
      type: 'string',
      group: 'value',
      description: 'The source’s own words for the number, such as "46,500 hectares (ha)".',
    }),
    defineField({
      name: 'breakdown',
      title: 'Account or purpose',
      type: 'string',
      group: 'value',
      description: 'Only if it tells the value from another for the same place and time, such as "Section 1207".',
    }),
    defineField({
      name: 'series',
      title: 'Series',
      type: 'reference',
      to: [{ type: 'series' }],
      group: 'origin',
      validation: (rule) => rule.required().error('Choose whose method the value was made by.'),
    }),
    defineField({
      name: 'status',
      title: 'Status',
      type: 'string',
      group: 'origin',
      options: {
        list: [
          { value: 'estimate', title: 'Estimate' },
          { value: 'provisional', title: 'Provisional' },
          { value: 'final', title: 'Final' },
          { value: 'revised', title: 'Revised' },
        ],
      },
      description: 'As the source calls it. Leave it empty if it does not.',
    }),
    defineField({
      name: 'citation',
      title: 'Source',
      type: 'citation',
      group: 'origin',
      validation: (rule) => rule.required().error('Say which source the value comes from.'),
    }),
    defineField({
      name: 'note',
      title: 'Note',
      type: 'text',
      rows: 3,
      group: 'origin',
      description: 'What readers should know of it, in our own words.',
    }),
    defineField({
      name: 'supersedes',
      title: 'Takes the place of',
      type: 'reference',
      to: [{ type: 'observation' }],
      group: 'place',
      description: 'The figure that this one replaces. It stays, marked as superseded.',
      validation: (rule) => rule.custom(checkChain),
    }),
    defineField({
      name: 'supersession',
      title: 'Why',
      type: 'supersession',
      group: 'place',
      hidden: ({ document }) => document?.supersedes === undefined,
      validation: (rule) =>
        rule.custom(
          (value, { document }) => value !== undefined || document?.supersedes === undefined || 'Say why it takes the place of another.',
        ),
    }),
  ],
  orderings: [
    { name: 'period', title: 'Newest period', by: [{ field: 'period.end', direction: 'desc' }] },
    { name: 'indicator', title: 'What is measured', by: [{ field: 'indicator.name', direction: 'asc' }] },
  ],
  preview: {
    select: observationSelection(''),
    prepare: observationWords,
  },
})
