import { defineField, defineType } from 'sanity'

/** Whom to ask about a fact sheet. */
export const contact = defineType({
  name: 'contact',
  title: 'Contact',
  type: 'object',
  fields: [
    defineField({ name: 'office', title: 'Office', type: 'string' }),
    defineField({
      name: 'email',
      title: 'E-mail address',
      type: 'string',
      validation: (rule) => rule.email().error('This is not an e-mail address. It should look like office@example.org.'),
    }),
    defineField({
      name: 'url',
      title: 'Web page',
      type: 'url',
      validation: (rule) => rule.uri({ scheme: ['http', 'https'] }).error('Write the whole address, starting with https:// or http://.'),
    }),
  ],
})
