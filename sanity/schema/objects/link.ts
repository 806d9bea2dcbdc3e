import { defineArrayMember, defineField } from 'sanity'

/** A link inside a text. */
export const link = defineArrayMember({
  name: 'link',
  title: 'Link',
  type: 'object',
  fields: [
    defineField({
      name: 'href',
      title: 'Address',
      type: 'url',
      description: 'A page of this site, such as /faq, or a whole address, such as https://example.org/ or mailto:someone@example.org.',
      validation: (rule) => [
        rule.required().error('Give the address that this link leads to.'),
        rule
          .uri({ scheme: ['http', 'https', 'mailto'], allowRelative: true })
          .error('Write a page of this site, starting with "/", or a whole address that starts with https://, http:// or mailto:.'),
      ],
    }),
  ],
})
