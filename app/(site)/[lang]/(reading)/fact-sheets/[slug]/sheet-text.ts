import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { keyFactsOf } from '#components/fact-sheet/key-facts.tsx'
import { notesOf, type Notes } from '#components/figure/notes.ts'
import { editionNotesOf } from '#components/sheet-text/edition-notes.ts'
import { sheetMarkdown } from '#components/sheet-text/sheet-markdown.ts'
import { dayText } from '#components/ui/day.tsx'
import { observationSchema, type Observation } from '#lib/figures/observation.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageName, sheetPath } from '#lib/i18n/written-language.ts'
import { type Edition, editionOfRevision, readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { readFactSheet, type FactSheet } from '#sanity/read/fact-sheet.ts'
import { readObservationsBeside } from '#sanity/read/observations.ts'
import { wholeAddress } from '../../../../page-address.ts'
import type { CitePlace } from './cited-sheet.ts'
import { editionNumber, publishedSheet } from './published-sheet.tsx'
import { bodiesOf, observationsSaid } from './sheet-aids.tsx'

interface Context {
  readonly params: Promise<CitePlace>
}

/** A sheet, or an edition of it, as plain text: at the address of its page with `.md` behind it. */
export async function answerText(_request: Request, { params }: Context): Promise<Response> {
  await connection()
  const { number, ...given } = await params
  const place = await publishedSheet(given)
  const text = number === undefined ? await currentText(place) : await editionText(place, editionNumber(number))
  return new Response(text, { headers: { 'content-type': 'text/markdown; charset=utf-8' } })
}

type Place = Awaited<ReturnType<typeof publishedSheet>>

/** The sheet as it now is; withdrawn, its last edition. */
async function currentText(place: Place): Promise<string> {
  const { sheet: found, language } = place
  if (found.state !== 'published') return editionText(place, found.number)
  const sheet = await readFactSheet({ slug: found.slug, language: found.language, view: PUBLISHED })
  if (!sheet) notFound()
  const bodies = bodiesOf(sheet)
  const known = await readObservationsBeside(bodies, PUBLISHED)
  const number = await editionOfRevision(sheet.id, sheet.revision)
  const edition = number === null ? null : await readEdition(sheet.id, number)
  const own = isLanguage(sheet.language) ? sheet.language : language
  return write({
    sheet,
    notes: notesOf(bodies, sheet.language, known, own),
    said: observationsSaid(sheet),
    known,
    edition,
    rest: '',
    language: own,
  })
}

async function editionText({ sheet: { documentId, state }, language }: Place, number: number): Promise<string> {
  const edition = state === 'removed' ? null : await readEdition(documentId, number)
  if (!edition?.content) notFound()
  const sheet = toEditionSheet(edition.content)
  const said = edition.content.observations.flatMap((observation) => observationSchema.safeParse(observation).data ?? [])
  const own = isLanguage(sheet.language) ? sheet.language : language
  const notes = editionNotesOf(bodiesOf(sheet), sheet.language, said, own)
  return write({ sheet, notes, said, known: said, edition, rest: `/editions/${number}`, language: own })
}

interface Written {
  readonly sheet: FactSheet
  readonly notes: Notes
  readonly said: readonly Observation[]
  readonly known: readonly Observation[]
  readonly edition: Edition | null
  /** The address behind that of the sheet. */
  readonly rest: string
  readonly language: Language
}

function write({ sheet, notes, said, known, edition, rest, language }: Written): string {
  const words = translate('reading', language)
  const about = [
    ...(edition
      ? ([
          [words('textEdition'), String(edition.number)],
          [words('textPublished'), dayText(edition.publishedAt, language)],
        ] as const)
      : ([[words('textEdition'), words('textWithoutEdition')]] as const)),
    [words('textLanguage'), languageName(sheet.language, language)],
    [words('textAddress'), wholeAddress(sheetPath(sheet.slug, sheet.language) + rest)],
    ...(edition ? ([[words('textHash'), edition.hash]] as const) : []),
  ] as const
  return sheetMarkdown({ sheet, notes, keyFacts: keyFactsOf(sheet, said, known), about, language, origin: wholeAddress('/') })
}
