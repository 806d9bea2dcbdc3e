import { CaseIcon } from '@sanity/icons/Case'
import { defineField, defineType } from 'sanity'
import { SLUG_LENGTH_MAX, SLUG_PATTERN } from '../slug-pattern.ts'

/** Who publishes: the name, motto and seal at the top of a fact sheet. */
export const institution = defineType({
  name: 'institution',
  title: 'Institution',
  type: 'document',
  icon: CaseIcon,
  fields: [
    defineField({
      name: 'name',
      title: 'Name',
      type: 'string',
      validation: (rule) => rule.required().error('Write the name of the institution.'),
    }),
    defineField({
      name: 'slug',
      title: 'Address',
      type: 'slug',
      description:
        "The last part of the address of the list of its sheets: /offices/… Documents that name one office in several languages have the same. Left empty, it is the document's id.",
      options: { source: 'name', maxLength: SLUG_LENGTH_MAX, isUnique: () => true },
      validation: (rule) =>
        rule.custom((value) =>
          !value?.current || SLUG_PATTERN.test(value.current)
            ? true
            : 'Use lower-case letters, digits and single hyphens only, such as "bureau-of-statistics".',
        ),
    }),
    defineField({ name: 'motto', title: 'Motto', type: 'string', description: 'Stands below the name. May be left empty.' }),
    defineField({
      name: 'seal',
      title: 'Seal',
      type: 'picture',
      description: 'A square picture works best.',
    }),
    defineField({
      name: 'printLabel',
      title: 'Name of the banner',
      type: 'string',
      description: 'What screen readers call the banner at the top of a sheet, such as "printable banner".',
      validation: (rule) => rule.required().error('Name the banner for people who use a screen reader.'),
    }),
  ],
  preview: { select: { title: 'name', subtitle: 'motto', media: 'seal' } },
})
