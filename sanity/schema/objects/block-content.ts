import { defineArrayMember, defineType } from 'sanity'
import { warnOfLooseNumbers } from '../text-rules.ts'
import { link } from './link.ts'

/** Running text: paragraphs, headings, lists, emphasis, links, figures and pictures. */
export const blockContent = defineType({
  name: 'blockContent',
  title: 'Text',
  type: 'array',
  of: [
    defineArrayMember({
      type: 'block',
      styles: [
        { title: 'Paragraph', value: 'normal' },
        { title: 'Heading', value: 'h2' },
        { title: 'Subheading', value: 'h3' },
        { title: 'Minor heading', value: 'h4' },
      ],
      lists: [
        { title: 'Bullets', value: 'bullet' },
        { title: 'Numbers', value: 'number' },
      ],
      marks: {
        decorators: [
          { title: 'Important', value: 'strong' },
          { title: 'Emphasis', value: 'em' },
        ],
        annotations: [
          link,
          defineArrayMember({ type: 'claim' }),
          defineArrayMember({ type: 'unbound' }),
          defineArrayMember({ type: 'definedTerm' }),
        ],
      },
      of: [defineArrayMember({ type: 'figure' })],
      validation: (rule) => rule.custom(warnOfLooseNumbers).warning(),
    }),
    defineArrayMember({ type: 'picture' }),
  ],
})
