import { DocumentIcon } from '@sanity/icons/Document'
import { defineField, defineType } from 'sanity'
import { languageField, languageName } from '../language.ts'
import { slugField } from '../slug.ts'

/** A page of plain text, such as "Accessibility". */
export const page = defineType({
  name: 'page',
  title: 'Page',
  type: 'document',
  icon: DocumentIcon,
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      type: 'string',
      validation: (rule) => rule.required().error('Give the page a title.'),
    }),
    slugField('title', '/…'),
    languageField,
    defineField({
      name: 'body',
      title: 'Text',
      type: 'blockContent',
      validation: (rule) => rule.required().min(1).error('Write the text of the page.'),
    }),
  ],
  preview: {
    select: { title: 'title', slug: 'slug.current', language: 'language' },
    prepare: ({ title, slug, language }: Record<string, string | undefined>) => ({
      title: title || 'Page without a title',
      subtitle: [languageName(language), slug ? `/${slug}` : undefined].filter(Boolean).join(' · '),
    }),
  },
})
