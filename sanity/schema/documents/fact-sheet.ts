import { DocumentTextIcon } from '@sanity/icons/DocumentText'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { anyLanguageField, languageName } from '../language.ts'
import { checkReviewDates } from '../review-dates.ts'
import { keyFactsField, relatedSheetsField } from '../reading-aids.ts'
import { slugField } from '../slug.ts'

/** A fact sheet, most often about a country, over its whole life. */
export const factSheet = defineType({
  name: 'factSheet',
  title: 'Fact sheet',
  type: 'document',
  icon: DocumentTextIcon,
  groups: [
    { name: 'text', title: 'Text', default: true },
    { name: 'about', title: 'About the sheet' },
    { name: 'change', title: 'Change note' },
  ],
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      type: 'string',
      group: 'text',
      description: "The page's heading. Left empty, the heading is the country's name.",
    }),
    defineField({
      name: 'country',
      title: 'Country',
      type: 'reference',
      to: [{ type: 'country' }],
      group: 'about',
      description: 'May be left empty for a sheet that has a title and is about no one country.',
      validation: (rule) =>
        rule.custom((chosen, { document }) =>
          chosen || document?.title ? true : 'Choose the country that the sheet is about, or give the sheet a title.',
        ),
    }),
    defineField({
      name: 'institution',
      title: 'Institution',
      type: 'reference',
      to: [{ type: 'institution' }],
      group: 'about',
      description: 'Whose seal and name stand at the top of the page.',
      validation: (rule) => rule.required().error('Choose the institution that the sheet comes from.'),
    }),
    { ...slugField('title', '/fact-sheets/…'), group: 'about' },
    { ...anyLanguageField, group: 'about' },
    defineField({ name: 'translationOf', title: 'Translation of', type: 'translationOf', group: 'about', options: { collapsible: true } }),
    defineField({
      name: 'summary',
      title: 'Summary',
      type: 'text',
      rows: 3,
      group: 'about',
      description: 'Two sentences at most, for lists and search results. It is not shown on the sheet itself.',
      validation: (rule) => [
        rule.required().error('Say in a sentence or two what the sheet is about.'),
        rule.min(50).warning('A summary under 50 characters says little.'),
        rule.max(300).warning('A summary over 300 characters is cut off in lists.'),
      ],
    }),
    defineField({ name: 'issued', title: 'Issued', type: 'issued', group: 'about', options: { collapsible: true, collapsed: true } }),
    defineField({
      name: 'reviewedAt',
      title: 'Reviewed',
      type: 'date',
      group: 'about',
      description: 'The day on which somebody last went through the whole sheet. Readers are told. Leave it empty if that is not known.',
    }),
    defineField({
      name: 'nextReviewAt',
      title: 'Next review',
      type: 'date',
      group: 'about',
      description: 'The day by which it is to be gone through again. Readers are told.',
      validation: (rule) => rule.custom((next: string | undefined, { document }) => checkReviewDates(document?.reviewedAt, next)),
    }),
    defineField({
      name: 'sections',
      title: 'Sections',
      type: 'array',
      of: [defineArrayMember({ type: 'section' })],
      group: 'text',
      validation: (rule) => rule.required().min(1).error('A fact sheet needs at least one section.'),
    }),
    defineField({ name: 'results', title: 'Results', type: 'results', group: 'text', options: { collapsible: true } }),
    defineField({ name: 'contact', title: 'Contact', type: 'contact', group: 'about', options: { collapsible: true, collapsed: true } }),
    defineField({ name: 'sources', title: 'Sources', type: 'array', of: [defineArrayMember({ type: 'citation' })], group: 'about' }),
    keyFactsField,
    relatedSheetsField,
    defineField({ name: 'changeNote', title: 'Change note', type: 'changeNote', group: 'change' }),
  ],
  orderings: [{ name: 'country', title: 'Country', by: [{ field: 'country.name', direction: 'asc' }] }],
  preview: {
    select: { title: 'title', country: 'country.name', language: 'language', media: 'institution.seal' },
    prepare: ({ title, country, language, media }) => ({
      title: title || country || 'Fact sheet without a country',
      subtitle: [title ? country : undefined, languageName(language)].filter(Boolean).join(' · '),
      media,
    }),
  },
})
