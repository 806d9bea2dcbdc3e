import { HelpCircleIcon } from '@sanity/icons/HelpCircle'
import { defineField, defineType } from 'sanity'
import { languageField, languageName } from '../language.ts'

/** A question and its answer on the page of frequent questions. */
export const faqEntry = defineType({
  name: 'faqEntry',
  title: 'Question',
  type: 'document',
  icon: HelpCircleIcon,
  fields: [
    defineField({
      name: 'question',
      title: 'Question',
      type: 'string',
      validation: (rule) => rule.required().error('Write the question.'),
    }),
    defineField({
      name: 'answer',
      title: 'Answer',
      type: 'blockContent',
      validation: (rule) => rule.required().min(1).error('Write the answer.'),
    }),
    defineField({
      name: 'order',
      title: 'Place in the list',
      type: 'number',
      description: 'Questions with smaller numbers come first.',
      initialValue: 100,
      validation: (rule) => rule.required().integer().error('Write a whole number: questions with smaller numbers come first.'),
    }),
    languageField,
  ],
  orderings: [
    {
      name: 'order',
      title: 'Place in the list',
      by: [
        { field: 'language', direction: 'asc' },
        { field: 'order', direction: 'asc' },
      ],
    },
  ],
  preview: {
    select: { title: 'question', language: 'language', order: 'order' },
    prepare: ({ title, language, order }: { title?: string; language?: string; order?: number }) => ({
      title: title || 'Question without words',
      subtitle: [languageName(language), order === undefined ? undefined : `place ${order}`].filter(Boolean).join(' · '),
    }),
  },
})
