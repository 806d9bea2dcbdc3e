import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { formatReducedDate } from '#lib/i18n/reduced-date.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { Issued } from '#sanity/read/fact-sheet.ts'

interface IssuedLineProps {
  readonly issued: Issued
  /** The language of the page around the sheet. */
  readonly language: Language
  /** The language of the sheet, and so of the note. */
  readonly written: string
}

/** When the sheet's text was issued, before it came to this site. */
export function IssuedLine({ issued: { date, note }, language, written }: IssuedLineProps) {
  const noted = note && <span {...languageAttributes(written, language)}>{note}</span>
  return (
    <p className="issued" {...languageAttributes(language, written)}>
      {translate('site', language)('issued')} {date && <time dateTime={date}>{formatReducedDate(date, INTL_LOCALES[language])}</time>}
      {date && noted ? <> ({noted})</> : noted}
    </p>
  )
}
