import { defineField, type SlugIsUniqueValidator } from 'sanity'
import { publishedId } from '../published-id.ts'
import { SLUG_LENGTH_MAX, SLUG_PATTERN } from './slug-pattern.ts'

const SAME_SLUG_QUERY = `count(*[
  _type == $type && slug.current == $slug && coalesce(language, "") == $language &&
  !(_id in [$published, $draft]) && !(_id in path("versions.**"))
])`

/** Two languages may share an address, since the language is part of it; two documents of one language may not. */
const isUniqueInLanguage: SlugIsUniqueValidator = async (slug, { document, getClient }) => {
  if (!document) return true
  const published = publishedId(document._id)
  const language = typeof document.language === 'string' ? document.language : ''
  const others = await getClient({ apiVersion: '2025-02-19' }).fetch<number>(
    SAME_SLUG_QUERY,
    { type: document._type, slug, language, published, draft: `drafts.${published}` },
    { perspective: 'raw' },
  )
  return others === 0
}

/** The last part of a document's address, proposed from the field `source`. */
export function slugField(source: string, address: string) {
  return defineField({
    name: 'slug',
    title: 'Address',
    type: 'slug',
    description: `The last part of the page's address: ${address}`,
    options: { source, maxLength: SLUG_LENGTH_MAX, isUnique: isUniqueInLanguage },
    validation: (rule) =>
      rule.custom((value) => {
        if (!value?.current) return 'Give the page an address.'
        return SLUG_PATTERN.test(value.current) || 'Use lower-case letters, digits and single hyphens only, such as "costa-rica".'
      }),
  })
}
