import type { SchemaTypeDefinition } from 'sanity'
import { country } from './documents/country.ts'
import { factSheet } from './documents/fact-sheet.ts'
import { faqEntry } from './documents/faq-entry.ts'
import { figureReport } from './documents/figure-report.ts'
import { indicator } from './documents/indicator.ts'
import { institution } from './documents/institution.ts'
import { observation } from './documents/observation.ts'
import { page } from './documents/page.ts'
import { proposalAnswer } from './documents/proposal-answer.ts'
import { region } from './documents/region.ts'
import { series } from './documents/series.ts'
import { source } from './documents/source.ts'
import { term } from './documents/term.ts'
import { unit } from './documents/unit.ts'
import { withdrawal } from './documents/withdrawal.ts'
import { blockContent } from './objects/block-content.ts'
import { changeNote } from './objects/change-note.ts'
import { citation } from './objects/citation.ts'
import { claim } from './objects/claim.ts'
import { contact } from './objects/contact.ts'
import { definedTerm } from './objects/defined-term.ts'
import { figure } from './objects/figure.ts'
import { issued } from './objects/issued.ts'
import { followedParagraph } from './objects/followed-paragraph.ts'
import { followedParagraphs } from './objects/followed-paragraphs.ts'
import { languageTag } from './objects/language-tag.ts'
import { localizedName } from './objects/localized-name.ts'
import { period } from './objects/period.ts'
import { picture } from './objects/picture.ts'
import { resultItem } from './objects/result-item.ts'
import { results } from './objects/results.ts'
import { section } from './objects/section.ts'
import { supersession } from './objects/supersession.ts'
import { translationOf } from './objects/translation-of.ts'
import { unbound } from './objects/unbound.ts'
import { unitName } from './objects/unit-name.ts'
import { siteSettings } from './singletons/site-settings.ts'

/** Every type that editors write. */
export const schemaTypes: SchemaTypeDefinition[] = [
  factSheet,
  institution,
  country,
  region,
  page,
  faqEntry,
  observation,
  indicator,
  source,
  term,
  unit,
  series,
  siteSettings,
  withdrawal,
  proposalAnswer,
  figureReport,
  blockContent,
  changeNote,
  citation,
  claim,
  contact,
  definedTerm,
  figure,
  issued,
  followedParagraph,
  followedParagraphs,
  languageTag,
  localizedName,
  period,
  picture,
  resultItem,
  results,
  section,
  supersession,
  translationOf,
  unbound,
  unitName,
]
