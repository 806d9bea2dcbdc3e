import type { ReactNode } from 'react'
import { Endnotes } from '#components/figure/endnotes.tsx'
import { PaperTerms } from '#components/glossary/paper-terms.tsx'
import { notesOf } from '#components/figure/notes.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { PrintableBanner } from './banner.tsx'
import { Contents } from './contents.tsx'
import { ContactDetails } from './contact-details.tsx'
import { KeyFacts } from './key-facts.tsx'
import { IssuedLine } from './issued-line.tsx'
import { ResultsList } from './results-list.tsx'
import { SheetParagraphs } from './sheet-paragraphs.tsx'
import { NewerNotes, paragraphId } from './newer-note.tsx'
import { keyFactsIn, type ShownAids } from './shown-aids.ts'
import { SourceList } from './source-list.tsx'

/** A heading of more characters is a sentence rather than a name, and set smaller. */
const LONG_HEADING = 40

interface FactSheetProps {
  readonly sheet: FactSheet
  /** Observations beside those that the sheet says: what other series say, and what took the place of one. */
  readonly known: readonly Observation[]
  /** The language of the page around the sheet, which may not be the sheet's own. */
  readonly language: Language
  /** What can be done with the sheet, such as following it. */
  readonly tools?: ReactNode
  /** What a reader must know before reading, such as that this is not a translation. */
  readonly note?: ReactNode
  readonly aids: ShownAids
}

/** A fact sheet, from its banner to "Back to Top". */
export function FactSheetArticle({ sheet, known, language, tools, note, aids }: FactSheetProps) {
  const interfaces = languageAttributes(language, sheet.language)
  const bodies = [...sheet.sections, ...(sheet.results?.items ?? [])].map(({ body }) => body)
  const notes = notesOf(bodies, sheet.language, known, language)
  return (
    <article {...languageAttributes(sheet.language, language)} aria-labelledby="title">
      {sheet.institution && <PrintableBanner institution={sheet.institution} />}
      <div className="wrap columns">
        <header className="page-title">
          <h1 id="title" className={sheet.heading.length > LONG_HEADING ? 'long' : undefined}>
            {sheet.heading}
          </h1>
          {sheet.issued && <IssuedLine issued={sheet.issued} language={language} written={sheet.language} />}
          {note}
          <Contents sheet={sheet} language={language} />
          {tools && (
            <div className="sheet-tools" {...interfaces}>
              {tools}
            </div>
          )}
        </header>
        <KeyFacts facts={keyFactsIn(aids, notes)} language={language} written={sheet.language} />
        <div className="prose sheet-text">
          {sheet.sections.map((section) => (
            <section key={section.key}>
              {section.heading && <h2 id={paragraphId(section.key)}>{section.heading}</h2>}
              <NewerNotes sheet={sheet} after={section.key} language={language} />
              <SheetParagraphs sheet={sheet} part={section.key} body={section.body} notes={notes} aids={aids} language={language} />
            </section>
          ))}
          {sheet.results && <ResultsList sheet={sheet} results={sheet.results} notes={notes} aids={aids} language={language} />}
          <p className="back-to-top" {...interfaces}>
            <a href="#top">{translate('site', language)('backToTop')}</a>
          </p>
        </div>
        <Endnotes notes={notes} addresses={new Set(sheet.sources.flatMap(({ url }) => url ?? []))} />
        {sheet.sources.length > 0 && <SourceList sources={sheet.sources} language={language} written={sheet.language} />}
        {sheet.contact && <ContactDetails contact={sheet.contact} language={language} written={sheet.language} />}
        <PaperTerms terms={aids.terms} />
        {aids.proof}
      </div>
    </article>
  )
}
