import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { formatReducedDate } from '#lib/i18n/reduced-date.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

interface IssuedTextProps {
  readonly issued: { readonly date?: string | null; readonly note?: string | null } | null
  readonly language: Language
  /** The language of the sheet, and so of the note. */
  readonly written: string
}

/** When the text of an edition was issued, before it came to this site; nothing where the sheet does not say. */
export function IssuedText({ issued, language, written }: IssuedTextProps) {
  const words = translate('published', language)
  const { date, note } = issued ?? {}
  const noted = note && <span {...languageAttributes(written, language)}>{note}</span>
  if (date)
    return (
      <p>
        {words('issued', { date: formatReducedDate(date, INTL_LOCALES[language]) })}
        {noted && <> ({noted})</>}
      </p>
    )
  return noted ? <p>{words.rich('issuedNote', { note: () => noted })}</p> : null
}
