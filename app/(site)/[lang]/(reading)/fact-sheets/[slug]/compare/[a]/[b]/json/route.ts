import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { paragraphId } from '#components/fact-sheet/newer-note.tsx'
import type { ParagraphChange } from '#lib/changes/compare-paragraphs.ts'
import type { WordRun } from '#lib/changes/words.ts'
import { INTL_LOCALES } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { readEdition } from '#lib/publishing/editions.ts'
import { compareEditions, sinceSentence } from '../../../../compared-editions.ts'
import { editionNumber, publishedSheet, type SheetPlace } from '../../../../published-sheet.tsx'

interface Context {
  readonly params: Promise<SheetPlace & { a: string; b: string }>
}

/** What changed between two editions of a sheet, the same for everyone, as `components/enhance/since-read.ts` tells and marks it in the page. When the
 *  edition `a` was read only the browser knows: it puts the date in. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const given = await params
  const { sheet, language } = await publishedSheet(given)
  const [before, after] = await Promise.all([given.a, given.b].map((number) => readEdition(sheet.documentId, editionNumber(number))))
  if (!before?.content || !after?.content) notFound()
  const compared = compareEditions(before.content, after.content)
  const [since, account] = [translate('since', language), translate('account', language)]
  return Response.json({
    sentence: sinceSentence(compared, '{date}', language),
    locale: INTL_LOCALES[language],
    paragraphs: compared.paragraphs.map(toMarked),
    words: {
      show: since('show'),
      hide: since('hide'),
      markRead: since('markRead'),
      marked: since('marked'),
      compare: since('compare'),
      removed: account('wordsRemoved'),
      added: account('wordsAdded'),
      end: account('wordsEnd'),
    },
  })
}

/** As short as can be: what stands in the page with its runs, by a kind's first letter; what is gone with its words. */
function toMarked(change: ParagraphChange) {
  if (change.kind === 'removed') return { after: change.after && paragraphId(change.after), words: change.words }
  return { id: paragraphId(change.key), runs: change.kind === 'added' ? [['a', change.words]] : change.runs.map(toPair) }
}

function toPair({ kind, text }: WordRun): readonly [string, string] {
  return [kind.charAt(0), text]
}
