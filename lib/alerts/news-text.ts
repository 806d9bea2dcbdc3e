import { listFormat } from '#lib/i18n/formats.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { INTL_LOCALES } from '#lib/i18n/languages.ts'
import { changeLine, changeReason } from './change-line.ts'
import { figuresTold, type ToldNews } from './told-news.ts'

/** News in words of one language, ready for a mail, a page or a feed. */
export interface NewsText {
  readonly heading: string
  /** The language of the sheet, and of its heading and note. */
  readonly written: string
  /** What happened, if it is not said by lines: it is new, withdrawn, or its words changed. */
  readonly said: readonly string[]
  /** A line for each figure, and why it changed. */
  readonly lines: readonly { readonly line: string; readonly why: string | null }[]
  readonly note: string | null
  /** Paths of this site: of the sheet, and of what tells the change, if something does. */
  readonly path: string
  readonly comparison: string | null
}

const NAMED_MAX = 5

/** `told` in `language`. */
export function newsText(told: ToldNews, language: Language): NewsText {
  const { kind, heading, language: written, slug, number, note, subjects } = told
  const path = sheetPath(slug, written, language)
  return {
    heading,
    written,
    said: subjects === null ? whatHappened(told, language) : [],
    lines: figuresTold(told).map((figure) => ({ line: changeLine(figure, language), why: changeReason(figure, language) })),
    note: subjects === null ? note : null,
    path,
    comparison: kind === 'edition' && number > 1 ? `${path}/compare/${number - 1}/${number}` : null,
  }
}

function whatHappened({ kind, parts, figures }: ToldNews, language: Language): readonly string[] {
  const words = translate('following', language)
  if (kind !== 'edition') return [words(kind === 'first' ? 'newSheet' : 'withdrawn')]
  const named = parts.flatMap(({ heading }) => heading ?? []).slice(0, NAMED_MAX)
  if (named.length > 0) return [words('wordsChangedIn', { parts: listFormat(INTL_LOCALES[language], { type: 'unit' }).format(named) })]
  if (parts.length > 0) return [words('wordsChanged')]
  return figures.length === 0 ? [words('changedOtherwise')] : []
}

/** What a mail about `news` is about, in one line: the first figure that changed, else the first sheet. */
export function subjectOf(news: readonly ToldNews[], language: Language): string {
  const words = translate('following', language)
  const lines = news.flatMap((told) => newsText(told, language).lines)
  const [first] = news
  const [line] = lines
  const rest = lines.length + news.filter((told) => figuresTold(told).length === 0).length - 1
  const text = line?.line ?? (first ? words(`subject_${first.kind}`, { heading: first.heading }) : '')
  return oneLine(rest > 0 ? words('subjectMore', { text, count: rest }) : text)
}

/** A heading is what an editor typed, and a subject is one line. */
function oneLine(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  return flat.length > 200 ? `${flat.slice(0, 199)}…` : flat
}
