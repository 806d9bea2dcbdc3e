import { BugIcon } from '@sanity/icons/Bug'
import { defineField, defineType } from 'sanity'
import { reportOutcomes } from '../report-outcomes.ts'

/** That a visitor holds a figure to be wrong, and what came of it. It comes in as a draft, which only editors see; publishing it is answering it. */
export const figureReport = defineType({
  name: 'figureReport',
  title: 'Report of an error',
  type: 'document',
  icon: BugIcon,
  fields: [
    defineField({
      name: 'observation',
      title: 'Figure',
      type: 'reference',
      to: [{ type: 'observation' }],
      weak: true,
      readOnly: true,
      validation: (rule) => rule.required().error('A report is about a figure.'),
    }),
    defineField({ name: 'receivedAt', title: 'Received', type: 'datetime', readOnly: true }),
    defineField({ name: 'problem', title: 'What is said to be wrong', type: 'text', rows: 4, readOnly: true }),
    defineField({ name: 'evidence', title: 'Where the visitor has it from', type: 'text', rows: 2, readOnly: true }),
    defineField({
      name: 'isQuoted',
      title: 'Publish the visitor’s words',
      type: 'boolean',
      description:
        'On: everyone reads them with the answer. Off: they are left out of what is published. Leave them out if they name a person.',
      initialValue: false,
    }),
    defineField({
      name: 'outcome',
      title: 'Outcome',
      type: 'string',
      options: { list: [...reportOutcomes], layout: 'radio' },
      validation: (rule) => rule.required().error('Say what came of it: accepted or declined.'),
    }),
    defineField({
      name: 'correctedBy',
      title: 'Corrected by',
      type: 'reference',
      to: [{ type: 'observation' }],
      description: 'The figure that superseded it.',
      hidden: ({ document }) => document?.['outcome'] !== 'accepted',
      validation: (rule) =>
        rule.custom((chosen, { document }) =>
          chosen || document?.['outcome'] !== 'accepted'
            ? true
            : 'Choose the figure that corrects it. There is none yet? Open the reported figure, supersede it and publish that first.',
        ),
    }),
    defineField({
      name: 'answer',
      title: 'Answer',
      type: 'text',
      rows: 3,
      description: 'What everyone reads of it, in a sentence or two.',
      validation: (rule) => [
        rule.required().error('Say in a sentence what came of the report. Everyone reads it.'),
        rule.max(1000).error('Say it in 1,000 characters.'),
      ],
    }),
    defineField({
      name: 'language',
      title: 'Language of the visitor’s page',
      type: 'string',
      readOnly: true,
    }),
  ],
  orderings: [{ name: 'received', title: 'Latest', by: [{ field: 'receivedAt', direction: 'desc' }] }],
  preview: {
    select: {
      indicator: 'observation.indicator.name',
      place: 'observation.place.name',
      at: 'receivedAt',
      outcome: 'outcome',
      problem: 'problem',
    },
    prepare: ({ indicator, place, at, outcome, problem }) => ({
      title: [indicator, place].filter(Boolean).join(', ') || 'A figure that is gone',
      subtitle: [String(at ?? '').slice(0, 10), reportOutcomes.find(({ value }) => value === outcome)?.title ?? 'To be answered', problem]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
