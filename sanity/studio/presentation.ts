import { DEFAULT_LANGUAGE, isLanguage, localPath } from '#lib/i18n/languages.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { DocumentLocation, DocumentLocationResolvers, DocumentResolver } from 'sanity/presentation'

type Fields = Record<string, string | undefined> | null

/** `path` in the language of a document; English if it has none yet. */
function addressIn(language: string | undefined, path: string): string {
  return localPath(language && isLanguage(language) ? language : DEFAULT_LANGUAGE, path)
}

function catalogue(language?: string): DocumentLocation {
  return { title: 'All fact sheets', href: addressIn(language, '/') }
}

/** Where on the site a document is shown, by its kind. */
export const locations: DocumentLocationResolvers = {
  factSheet: {
    select: { title: 'title', country: 'country.name', slug: 'slug.current', language: 'language' },
    resolve: (fields: Fields) => {
      if (!fields?.slug) return { message: 'The sheet needs an address before it has a page.', tone: 'caution' }
      return {
        locations: [
          { title: fields.title || fields.country || 'Fact sheet', href: sheetPath(fields.slug, fields.language ?? DEFAULT_LANGUAGE) },
          catalogue(fields.language),
        ],
      }
    },
  },
  page: {
    select: { title: 'title', slug: 'slug.current', language: 'language' },
    resolve: (fields: Fields) => {
      if (!fields?.slug) return { message: 'The page needs an address before it can be shown.', tone: 'caution' }
      return { locations: [{ title: fields.title || 'Page', href: addressIn(fields.language, `/${fields.slug}`) }] }
    },
  },
  faqEntry: {
    select: { language: 'language' },
    resolve: (fields: Fields) => ({ locations: [{ title: 'Questions', href: addressIn(fields?.language, '/faq') }] }),
  },
  siteSettings: {
    select: { language: 'language' },
    resolve: (fields: Fields) => ({ message: 'Shown on every page of its language.', locations: [catalogue(fields?.language)] }),
  },
  institution: { message: 'Shown on every fact sheet of this institution.', locations: [catalogue()] },
  country: { message: 'Its name is the heading of its fact sheets.', locations: [catalogue()] },
}

const IN_LANGUAGE = 'coalesce(language, "en") == $language'

/** Which document a page is made from, so that the form beside it opens by itself. */
export const mainDocuments: DocumentResolver[] = [
  {
    route: ['/fact-sheets/:slug/in/:written', '/:language/fact-sheets/:slug/in/:written'],
    resolve: ({ params }) => ({
      filter: `_type == "factSheet" && slug.current == $slug && ${IN_LANGUAGE}`,
      params: { slug: params.slug ?? '', language: params.written ?? DEFAULT_LANGUAGE },
    }),
  },
  {
    route: ['/fact-sheets/:slug', '/:language/fact-sheets/:slug'],
    resolve: ({ params }) => ({
      filter: `_type == "factSheet" && slug.current == $slug && ${IN_LANGUAGE}`,
      params: { slug: params.slug ?? '', language: params.language ?? DEFAULT_LANGUAGE },
    }),
  },
  {
    route: ['/accessibility', '/privacy', '/contact', '/:language/accessibility', '/:language/privacy', '/:language/contact'],
    resolve: ({ params, path }) => ({
      filter: `_type == "page" && slug.current == $slug && ${IN_LANGUAGE}`,
      params: { slug: path.split('/').at(-1) ?? '', language: params.language ?? DEFAULT_LANGUAGE },
    }),
  },
]
