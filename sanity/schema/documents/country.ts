import { EarthGlobeIcon } from '@sanity/icons/EarthGlobe'
import { defineField, defineType } from 'sanity'
import { namesField } from '../names.ts'
import { slugField } from '../slug.ts'

/** A country that fact sheets and figures are about. */
export const country = defineType({
  name: 'country',
  title: 'Country',
  type: 'document',
  icon: EarthGlobeIcon,
  fields: [
    defineField({
      name: 'name',
      title: 'Name in English',
      type: 'string',
      validation: (rule) => rule.required().error("Write the country's name in English."),
    }),
    namesField,
    defineField({
      name: 'iso2',
      title: 'Country code',
      type: 'string',
      description: 'Two capital letters, as in ISO 3166-1.',
      validation: (rule) =>
        rule.regex(/^[A-Z]{2}$/, { name: 'country code' }).error('Write the two capital letters of ISO 3166-1, such as PE.'),
    }),
    slugField('name', 'used in lists and feeds'),
  ],
  orderings: [{ name: 'name', title: 'Name', by: [{ field: 'name', direction: 'asc' }] }],
  preview: { select: { title: 'name', subtitle: 'iso2' } },
})
