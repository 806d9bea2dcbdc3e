import { defineField, defineType } from 'sanity'

/** Why an observation takes the place of another. */
export const supersession = defineType({
  name: 'supersession',
  title: 'Reason',
  type: 'object',
  fields: [
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      options: {
        list: [
          { value: 'newData', title: 'New data' },
          { value: 'scheduledRevision', title: 'Scheduled revision by the source' },
          { value: 'correction', title: 'Correction of a mistake' },
          { value: 'redefinition', title: 'Measured or defined in another way' },
        ],
        layout: 'radio',
      },
      validation: (rule) => rule.required().error('Say what kind of change it is.'),
    }),
    defineField({
      name: 'reason',
      title: 'Reason',
      type: 'text',
      rows: 2,
      description: 'A sentence that everyone sees beside the old and the new value.',
      validation: (rule) => rule.required().error('Say in a sentence why the value changes. Everyone sees it.'),
    }),
  ],
})
