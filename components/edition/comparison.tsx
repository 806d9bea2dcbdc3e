import { ChangeList } from '#components/change/change-list.tsx'
import { FigureChanges } from '#components/change/figure-changes.tsx'
import type { compareSheets, PartChange } from '#lib/changes/compare-sheets.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface ComparisonProps {
  readonly compared: ReturnType<typeof compareSheets>
  readonly language: Language
  /** The language that the sheet is written in. */
  readonly written: string
}

const PARTS = { results: 'partResults', sources: 'partSources', contact: 'partContact' } as const

/** What differs between two editions: figures first, then the text, part by part. */
export function Comparison({ compared: { figures, parts }, language, written }: ComparisonProps) {
  const words = translate('editions', language)
  return (
    <>
      <section aria-labelledby="figures">
        <h2 id="figures">{words('figuresTitle')}</h2>
        {figures.length > 0 ? <FigureChanges changes={figures} language={language} written={written} /> : <p>{words('figuresSame')}</p>}
      </section>
      <section aria-labelledby="text">
        <h2 id="text">{words('textTitle')}</h2>
        {parts.length === 0 && <p>{words('textSame')}</p>}
        {parts.map((part) => (
          // Several may have no heading: none is a landmark, which would need a name of its own.
          <section key={part.key}>
            <h3 id={part.key} {...(part.heading === null ? {} : languageAttributes(written, language))}>
              {titleOf(part, language)}
            </h3>
            {part.kind !== 'changed' && <p>{words(part.kind === 'added' ? 'partAdded' : 'partRemoved')}</p>}
            <ChangeList changes={part.changes} language={language} written={written} />
          </section>
        ))}
      </section>
    </>
  )
}

function titleOf({ key, heading }: PartChange, language: Language): string {
  const words = translate('editions', language)
  if (heading !== null) return heading
  if (key === 'heading') return translate('published', language)('partHeading')
  return words(key === 'results' || key === 'sources' || key === 'contact' ? PARTS[key] : 'partText')
}
