import { dayText } from '#components/ui/day.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import { paragraphId } from './newer-note.tsx'

interface LostParagraphProps {
  readonly heading: string
  /** Its words, as its edition had them. */
  readonly words: string
  readonly paragraphKey: string
  /** The newest edition that has it. */
  readonly edition: { readonly number: number; readonly publishedAt: Date }
  /** The number of the newest edition of all. */
  readonly newest: number
  /** The key of the nearest paragraph of that edition that still stands; null if none does. */
  readonly nearest: string | null
  /** The sheet's address. */
  readonly address: string
  readonly language: Language
  readonly written: string
}

/** That a paragraph is no longer in its sheet, what it said, and the ways on. */
export function LostParagraph({
  heading,
  words: said,
  paragraphKey,
  edition,
  newest,
  nearest,
  address,
  language,
  written,
}: LostParagraphProps) {
  const words = translate('reading', language)
  const { number, publishedAt } = edition
  return (
    <div className="wrap columns">
      <h1 className="page-title">{words('goneTitle', { title: heading })}</h1>
      <div className="prose">
        <p>{words('goneLead', { number, date: dayText(publishedAt, language) })}</p>
        <blockquote {...languageAttributes(written, language)}>{said}</blockquote>
        <ul>
          {nearest !== null && (
            <li>
              <a href={`${address}#${paragraphId(nearest)}`}>{words('goneNearest')}</a>
            </li>
          )}
          <li>
            <a href={`${address}/editions/${number}#${paragraphId(paragraphKey)}`}>{words('goneEdition', { number })}</a>
          </li>
          {number < newest && (
            <li>
              <a href={`${address}/compare/${number}/${newest}`}>{words('goneCompare')}</a>
            </li>
          )}
          <li>
            <a href={address}>{words('goneSheet')}</a>
          </li>
        </ul>
      </div>
    </div>
  )
}
