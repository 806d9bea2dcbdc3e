import { nameIn } from '#lib/figures/observation.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { RelatedSheet, Relation } from '#sanity/read/related-sheets.ts'

/** Other sheets that a reader may want, each with the reason. */
export function RelatedSheets({ sheets, language }: { sheets: readonly RelatedSheet[]; language: Language }) {
  if (sheets.length === 0) return null
  return (
    <nav aria-labelledby="related" className="wrap related">
      <h2 id="related">{translate('reading', language)('related')}</h2>
      <ul>
        {sheets.map(({ slug, heading, headingLanguage, relation }) => (
          <li key={slug}>
            <a href={localPath(language, `/fact-sheets/${slug}`)} {...languageAttributes(headingLanguage, language)}>
              {heading}
            </a>
            <span>{reasonText(relation, language)}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function reasonText(relation: Relation, language: Language): string {
  const words = translate('reading', language)
  if (relation.kind === 'indicator') return words('related_indicator', { indicator: nameIn(relation.indicator, language) })
  return words(relation.kind === 'chosen' ? 'related_chosen' : 'related_country')
}
