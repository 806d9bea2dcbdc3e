import { CaseIcon } from '@sanity/icons/Case'
import { defineField, defineType } from 'sanity'

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
