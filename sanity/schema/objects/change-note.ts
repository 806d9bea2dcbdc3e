import { defineField, defineType } from 'sanity'

/** What readers are told of what is about to be published. It goes with one edition, and is then taken out by the site (`lib/jobs/note-job.ts`). */
export const changeNote = defineType({
  name: 'changeNote',
  title: 'Change note',
  type: 'object',
  description: 'What readers are told of the next edition. It is published with it, and this field is then empty again.',
  fields: [
    defineField({
      name: 'text',
      title: 'What changed',
      type: 'text',
      rows: 3,
      description: 'In a sentence or two, in the language of the sheet.',
      validation: (rule) => rule.max(500).error('Say it in 500 characters: the comparison of editions shows the rest.'),
    }),
    defineField({
      name: 'major',
      title: 'Major change',
      type: 'boolean',
      description: 'On: it is listed among the corrections. A changed figure always is.',
      initialValue: false,
    }),
  ],
})
