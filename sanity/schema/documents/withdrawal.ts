import { defineField, defineType } from 'sanity'

/** What becomes of a fact sheet that is no longer published, and why. Written by the action that unpublishes a sheet, never by hand. */
export const withdrawal = defineType({
  name: 'withdrawal',
  title: 'Withdrawal',
  type: 'document',
  fields: [
    defineField({
      name: 'sheet',
      title: 'Fact sheet',
      type: 'string',
      description: 'The id of the sheet. It is no reference, since the sheet may go.',
      readOnly: true,
      validation: (rule) => rule.required().error('Say which sheet it is about.'),
    }),
    defineField({
      name: 'kind',
      title: 'What becomes of it',
      type: 'string',
      options: {
        list: [
          { value: 'withdraw', title: 'Withdraw: its page stays under a notice' },
          { value: 'remove', title: 'Remove: nothing of it can be read' },
        ],
        layout: 'radio',
      },
      validation: (rule) => rule.required().error('Choose what becomes of the sheet.'),
    }),
    defineField({
      name: 'reason',
      title: 'Reason',
      type: 'text',
      rows: 3,
      description: 'Everyone can read it.',
      validation: (rule) => rule.required().error('Say why: readers are told.'),
    }),
  ],
  preview: { select: { title: 'sheet', subtitle: 'reason' } },
})
