import { notesOf } from '#components/figure/notes.ts'
import { RichText } from '#components/ui/rich-text.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { Faq } from '#sanity/read/faq.ts'

/** Questions and their answers, each with an address of its own (`/faq#…`), all open: nothing to be searched for behind a click. */
export function QuestionList({ faq, language }: { faq: Faq; language: Language }) {
  if (faq.entries.length === 0) return <p>{translate('site', language)('noQuestions')}</p>
  const notes = notesOf(
    faq.entries.map(({ answer }) => answer),
    faq.language,
    [],
    language,
  )
  return (
    <div className="prose" {...languageAttributes(faq.language, language)}>
      {faq.entries.map((entry) => (
        <section key={entry.id} id={entry.id} className="question">
          <h2>{entry.question}</h2>
          <RichText body={entry.answer} language={faq.language} notes={notes} />
        </section>
      ))}
    </div>
  )
}
