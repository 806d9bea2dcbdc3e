import { defineField, defineType } from 'sanity'

/** A paragraph of an original as it was when a translation followed it. */
export const followedParagraph = defineType({
  name: 'followedParagraph',
  title: 'Paragraph of the original',
  type: 'object',
  fields: [defineField({ name: 'key', title: 'Key', type: 'string' }), defineField({ name: 'words', title: 'Words', type: 'text' })],
  preview: { select: { title: 'words', subtitle: 'key' } },
})
