import { defineField, defineType } from 'sanity'

/** That a fact sheet goes on saying a figure that another took the place of. Written in "Proposals", never by hand. */
export const proposalAnswer = defineType({
  name: 'proposalAnswer',
  title: 'Answer to a proposal',
  type: 'document',
  readOnly: true,
  fields: [
    defineField({ name: 'sheet', title: 'Fact sheet', type: 'reference', to: [{ type: 'factSheet' }], weak: true }),
    defineField({ name: 'from', title: 'Goes on saying', type: 'reference', to: [{ type: 'observation' }], weak: true }),
    defineField({ name: 'to', title: 'In place of', type: 'reference', to: [{ type: 'observation' }], weak: true }),
    defineField({ name: 'reason', title: 'Reason', type: 'text', rows: 3 }),
    defineField({ name: 'answeredBy', title: 'Answered by', type: 'string' }),
    defineField({ name: 'answeredAt', title: 'Answered at', type: 'datetime' }),
  ],
  preview: { select: { title: 'reason', subtitle: 'answeredBy' } },
})
