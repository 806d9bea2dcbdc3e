import { BarChartIcon } from '@sanity/icons/BarChart'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { namesField } from '../names.ts'
import { slugField } from '../slug.ts'

/** What an indicator or an observation gives: a state, how much it changed, or what is aimed at. */
export const measures = [
  { value: 'level', title: 'A level' },
  { value: 'change', title: 'A change' },
  { value: 'goal', title: 'A goal' },
] as const

/** What is measured. */
export const indicator = defineType({
  name: 'indicator',
  title: 'Indicator',
  type: 'document',
  icon: BarChartIcon,
  fields: [
    defineField({
      name: 'name',
      title: 'Name in English',
      type: 'string',
      description: 'Such as "Coca under cultivation".',
      validation: (rule) => rule.required().error('Name in English what is measured.'),
    }),
    namesField,
    defineField({
      name: 'synonyms',
      title: 'Also called',
      type: 'array',
      of: [defineArrayMember({ type: 'localizedName' })],
      description:
        'Words that people search for it by, in any language, such as "coca" or "coca crop". A search with such words, a place and a year is answered with the figure.',
    }),
    slugField('name', '/indicators/…'),
    defineField({
      name: 'unit',
      title: 'Unit',
      type: 'reference',
      to: [{ type: 'unit' }],
      description: 'Its figures may be in any unit of the same kind.',
      validation: (rule) => rule.required().error('Choose the unit that it is measured in.'),
    }),
    defineField({
      name: 'measure',
      title: 'Gives',
      type: 'string',
      options: { list: [...measures], layout: 'radio', direction: 'horizontal' },
      initialValue: 'level',
      validation: (rule) => rule.required().error('Say whether it is a level, a change or a goal.'),
    }),
    defineField({
      name: 'definition',
      title: 'How it is measured',
      type: 'text',
      rows: 4,
      description: 'In plain words, as the sources say it. Leave it empty if they do not.',
    }),
    defineField({
      name: 'topic',
      title: 'Topic',
      type: 'string',
      options: {
        list: [
          { value: 'cultivation', title: 'Cultivation' },
          { value: 'eradication', title: 'Eradication' },
          { value: 'production', title: 'Production' },
          { value: 'seizures', title: 'Seizures' },
          { value: 'trafficking', title: 'Trafficking' },
          { value: 'policing', title: 'Police and justice' },
          { value: 'security', title: 'Security and health' },
          { value: 'assistance', title: 'Assistance' },
          { value: 'country', title: 'Country' },
        ],
      },
      validation: (rule) => rule.required().error('Choose the topic under which it is listed.'),
    }),
  ],
  orderings: [{ name: 'name', title: 'Name', by: [{ field: 'name', direction: 'asc' }] }],
  preview: { select: { title: 'name', subtitle: 'unit.code' } },
})
