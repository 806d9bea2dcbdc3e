import { EarthAmericasIcon } from '@sanity/icons/EarthAmericas'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { namesField } from '../names.ts'
import { slugField } from '../slug.ts'

/** A part of the world that is no country, which figures are for. It has figure pages and no fact sheets. */
export const region = defineType({
  name: 'region',
  title: 'Region',
  type: 'document',
  icon: EarthAmericasIcon,
  fields: [
    defineField({
      name: 'name',
      title: 'Name in English',
      type: 'string',
      validation: (rule) => rule.required().error("Write the region's name in English."),
    }),
    namesField,
    slugField('name', '/indicators/…/…'),
    defineField({
      name: 'countries',
      title: 'Countries in it',
      type: 'array',
      of: [defineArrayMember({ type: 'reference', to: [{ type: 'country' }] })],
      description: 'As its sources count them. May be left empty, as for the world.',
      validation: (rule) => rule.unique().error('Name each country once.'),
    }),
  ],
  orderings: [{ name: 'name', title: 'Name', by: [{ field: 'name', direction: 'asc' }] }],
  preview: { select: { title: 'name' } },
})
