import { EarthGlobeIcon } from '@sanity/icons/EarthGlobe'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { slugField } from '../slug.ts'

function languageOf(name: unknown): unknown {
  return typeof name === 'object' && name !== null && 'language' in name ? name.language : undefined
}

/** A country that fact sheets are about. */
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
    defineField({
      name: 'names',
      title: 'Names in other languages',
      type: 'array',
      of: [defineArrayMember({ type: 'localizedName' })],
      validation: (rule) =>
        rule.custom((names) => {
          const languages = (names ?? []).map(languageOf)
          return new Set(languages).size === languages.length || 'Give one name for each language.'
        }),
    }),
    defineField({
      name: 'iso2',
      title: 'Country code',
      type: 'string',
      description: 'Two capital letters, as in ISO 3166-1. Leave it empty for a region.',
      validation: (rule) =>
        rule.regex(/^[A-Z]{2}$/, { name: 'country code' }).error('Write the two capital letters of ISO 3166-1, such as PE.'),
    }),
    slugField('name', 'used in lists and feeds'),
  ],
  orderings: [{ name: 'name', title: 'Name', by: [{ field: 'name', direction: 'asc' }] }],
  preview: { select: { title: 'name', subtitle: 'iso2' } },
})
