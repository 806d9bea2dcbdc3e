import { dateFormat } from '#lib/i18n/formats.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** What is cited: a page of this site at a lasting address. */
export interface CitedPage {
  /** Names it in files: letters, digits and hyphens. */
  readonly id: string
  readonly kind: 'factSheet' | 'figure'
  readonly title: string
  /** Who answers for it. */
  readonly author: string
  readonly site: string
  /** The day of its edition; null where no edition holds it. */
  readonly date: Date | null
  /** The whole address. */
  readonly address: string
  /** Of what it says. */
  readonly written: string
}

/** `page` in the style of the American Psychological Association, in the words of `language`.
 *  @see Publication Manual of the American Psychological Association, 7th edition, 10.16 */
export function apaCitation({ author, date, title, kind, site, address }: CitedPage, language: Language): string {
  const words = translate('reading', language)
  const day =
    date === null
      ? words('undated')
      : `${partOf(date, 'year', language)}, ${partOf(date, 'month', language)} ${partOf(date, 'day', language)}`
  return `${sentence(author)} (${day}). ${title} [${words(kind === 'figure' ? 'figureKind' : 'factSheetKind')}]. ${sentence(site)} ${address}`
}

/** `page` in the style of Chicago, author and date, in the words of `language`.
 *  @see The Chicago Manual of Style, 17th edition, 15.50 */
export function chicagoCitation({ author, date, title, kind, site, address }: CitedPage, language: Language): string {
  const words = translate('reading', language)
  const year = date === null ? words('undated') : partOf(date, 'year', language)
  const quoted = language === 'en' ? `“${sentence(title)}”` : `«${title}».`
  const day = date && dateFormat(INTL_LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  const parts = [author, year, words(kind === 'figure' ? 'figureKind' : 'factSheetKind'), site, day].map((part) => part && sentence(part))
  const [by, when, ...rest] = parts
  return [by, when, quoted, ...rest, `${address}.`].filter(Boolean).join(' ')
}

/** `page` as an item of CSL-JSON.
 *  @see https://github.com/citation-style-language/schema */
export function cslItem({ id, kind, title, author, site, date, address, written }: CitedPage): CslItem {
  return {
    id,
    type: 'webpage',
    genre: translate('reading', 'en')(kind === 'figure' ? 'figureKind' : 'factSheetKind'),
    title,
    author: [{ literal: author }],
    'container-title': site,
    ...(date && { issued: { 'date-parts': [[date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]] } }),
    URL: address,
    language: written,
  }
}

export interface CslItem {
  readonly id: string
  readonly type: 'webpage'
  readonly genre: string
  readonly title: string
  readonly author: readonly { readonly literal: string }[]
  readonly 'container-title': string
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] }
  readonly URL: string
  readonly language: string
}

function partOf(date: Date, part: 'year' | 'month' | 'day', language: Language): string {
  const options = part === 'month' ? { month: 'long' as const } : { [part]: 'numeric' as const }
  return dateFormat(INTL_LOCALES[language], { ...options, timeZone: 'UTC' }).format(date)
}

/** With one full stop at its end, however it ends. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
