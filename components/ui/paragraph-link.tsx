import { DEFAULT_LANGUAGE, isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The address that a paragraph keeps. It adds no word to the text, on the page or copied: the sign comes from the style sheet. */
export function ParagraphLink({ href, language }: { href: string; language: string }) {
  const words = translate('reading', isLanguage(language) ? language : DEFAULT_LANGUAGE)
  return <a href={href} aria-label={words('paragraphLink')} className="paragraph-link" />
}
