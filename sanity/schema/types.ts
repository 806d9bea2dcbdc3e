import type { SchemaTypeDefinition } from 'sanity'
import { country } from './documents/country.ts'
import { factSheet } from './documents/fact-sheet.ts'
import { faqEntry } from './documents/faq-entry.ts'
import { institution } from './documents/institution.ts'
import { page } from './documents/page.ts'
import { blockContent } from './objects/block-content.ts'
import { contact } from './objects/contact.ts'
import { localizedName } from './objects/localized-name.ts'
import { picture } from './objects/picture.ts'
import { resultItem } from './objects/result-item.ts'
import { results } from './objects/results.ts'
import { section } from './objects/section.ts'
import { source } from './objects/source.ts'
import { siteSettings } from './singletons/site-settings.ts'

/** Every type that editors write. */
export const schemaTypes: SchemaTypeDefinition[] = [
  factSheet,
  institution,
  country,
  page,
  faqEntry,
  siteSettings,
  blockContent,
  contact,
  localizedName,
  picture,
  resultItem,
  results,
  section,
  source,
]
