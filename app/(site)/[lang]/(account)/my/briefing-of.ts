import { subjectText } from '#components/figure/note-panels.tsx'
import { figurePath } from '#components/figure/figure-address.ts'
import { valueText } from '#components/figure/value-text.ts'
import type { Briefing } from '#lib/accounts/briefing.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { changeSubject, sideTexts } from '#lib/figures/change-text.ts'
import { historyOf } from '#lib/figures/history.ts'
import { isolate } from '#lib/i18n/isolate.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { readEditions } from '#lib/publishing/editions-in-sets.ts'
import { pageAddress, wholeAddress } from '../../../page-address.ts'
import { watchedIn } from './block-data.ts'
import { readSheets } from './read-sheets.ts'
import { loadPage } from './shown-page.ts'

/** So many sheets are named with their editions. */
const SHEETS_MAX = 100

/** A page of the reader's as a briefing: every sheet with the edition that is current now, every figure with its source. Notes are in it if wanted. */
export async function briefingOf(
  reader: Reader,
  { page, language, withNotes }: { readonly page: string | undefined; readonly language: Language; readonly withNotes: boolean },
): Promise<Briefing & { readonly page: string }> {
  const [sheets, { shown, blocks: data }] = await Promise.all([readSheets(reader), loadPage(reader, page, language, true)])
  const words = translate('following', language)
  const there = sheets.filter(({ slug, edition }) => slug !== null && edition !== null).slice(0, SHEETS_MAX)
  const editions = await readEditions(there.map(({ documentId, edition }) => ({ documentId, number: edition ?? 0 })))
  const published = new Map(editions.map(({ documentId, publishedAt }) => [documentId, publishedAt]))
  const figures = shown.blocks.filter(({ kind }) => kind === 'figures').flatMap((block) => watchedIn(block, data.observations))
  return {
    page: shown.id,
    name: shown.name,
    language,
    madeAt: new Date().toISOString(),
    sheets: there.map(({ documentId, slug, heading, written, edition, difference }) => ({
      heading,
      language: written,
      address: wholeAddress(`${sheetPath(slug ?? '', written, language)}/editions/${edition}`),
      edition: edition ?? 0,
      publishedAt: published.get(documentId)?.toISOString() ?? '',
      changes: (difference?.figures ?? []).map((change) => {
        const { before, after } = sideTexts(change, language)
        return words('line_changed', {
          subject: isolate(changeSubject(change, language), language),
          before: isolate(before ?? '–', language),
          after: isolate(after ?? '–', language),
        })
      }),
    })),
    figures: figures.flatMap(({ observations }) => {
      const last = historyOf(observations)[0]?.points.findLast(({ isSuperseded }) => !isSuperseded)?.observations[0]
      if (!last) return []
      const { source, page: at, table } = last
      return {
        subject: subjectText(last, language),
        value: valueText(last, language),
        period: formatPeriod(last.period, language),
        source: [source.title ?? source.publisher, source.date, at, table].filter(Boolean).join(', '),
        address: `${pageAddress(language, figurePath(last))}#${last.id}`,
      }
    }),
    saved: data.notes.map(({ exact, written, citation, text }) => ({ exact, language: written, citation, note: withNotes ? text : '' })),
  }
}
