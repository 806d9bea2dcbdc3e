import { CogIcon } from '@sanity/icons/Cog'
import type { Language } from '#lib/i18n/languages.ts'
import { defineField, defineType } from 'sanity'
import { languageField, languageName } from '../language.ts'

/** What holds for the whole site in one language. */
export const siteSettings = defineType({
  name: 'siteSettings',
  title: 'Settings',
  type: 'document',
  icon: CogIcon,
  fields: [
    { ...languageField, readOnly: true, description: 'Each language has settings of its own.' },
    defineField({
      name: 'siteTitle',
      title: 'Name of the site',
      type: 'string',
      validation: (rule) => rule.required().error('Give the site a name.'),
    }),
    defineField({
      name: 'demonstrationNotice',
      title: 'Demonstration notice',
      type: 'text',
      rows: 3,
      description: 'Shown on every page: that this is no official publication. Leave it empty only if the content is your own.',
    }),
    defineField({
      name: 'institution',
      title: 'Institution',
      type: 'reference',
      to: [{ type: 'institution' }],
      description: 'Whose site this is.',
      validation: (rule) => rule.required().error('Choose the institution whose site this is.'),
    }),
    defineField({
      name: 'accountBox',
      title: 'Account box',
      type: 'blockContent',
      description: 'Stands at the foot of each page, with the logos of the sites that one can sign in with.',
      validation: (rule) => rule.required().min(1).error('Say what signing in is for.'),
    }),
  ],
  preview: {
    select: { title: 'siteTitle', language: 'language' },
    prepare: ({ title, language }: { title?: string; language?: string }) => ({
      title: title || 'Settings',
      subtitle: languageName(language),
    }),
  },
})

/** The settings documents by language. They exist once each: the Studio neither makes nor deletes one. */
export const SETTINGS_IDS: Readonly<Record<Language, string>> = { en: 'settings', es: 'settings-es', ar: 'settings-ar' }
