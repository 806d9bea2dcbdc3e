import type { NoteDesk, Saveable } from '../../../../../api/notes/note-requests.ts'
import { apaCitation } from '#components/cite/citation.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { listSheets } from '#lib/publishing/editions-in-sets.ts'
import { readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { addressedParagraphs } from '#sanity/paragraphs.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { readObservation } from '#sanity/read/observations.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { wholeAddress } from '../../../../page-address.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { citedEdition } from '../../../(reading)/fact-sheets/[slug]/cited-sheet.ts'
import { citedFigure } from '../../../(reading)/indicators/[indicator]/[place]/cited-figure.ts'

/** A paragraph that can be saved: as the edition had it, else as it stands now. */
export const findPassage: NoteDesk['findPassage'] = async ({ sheet: id, paragraph, edition }) => {
  const sheet = (await listSheets([id])).get(id)
  if (!sheet) return findUnnumbered(id, paragraph)
  if (sheet.state === 'removed') return null
  for (const number of edition === null ? [sheet.number] : [edition, sheet.number]) {
    const saveable = await inEdition(id, number, paragraph)
    if (saveable) return saveable
  }
  return null
}

async function inEdition(id: string, number: number, paragraph: string): Promise<Saveable | null> {
  const edition = await readEdition(id, number)
  if (!edition?.content) return null
  const found = addressedParagraphs(toEditionSheet(edition.content)).find(({ key }) => key === paragraph)
  if (!found) return null
  const { heading, language: written, content } = edition
  const own = isLanguage(written) ? written : 'en'
  const { siteTitle } = await readSettings({ language: own, view: PUBLISHED })
  const cited = citedEdition({ ...edition, content }, { siteTitle, language: own, isPinned: true })
  return { words: found.words, heading, written, edition: number, citation: apaCitation(cited, own) }
}

/** Of content that is kept elsewhere no editions are made. */
async function findUnnumbered(id: string, paragraph: string): Promise<Saveable | null> {
  const sheet = await readFactSheetById({ id, view: PUBLISHED })
  const found = sheet && addressedParagraphs(sheet).find(({ key }) => key === paragraph)
  if (!found) return null
  const { heading, language: written, slug, institution } = sheet
  const own = isLanguage(written) ? written : 'en'
  const { siteTitle } = await readSettings({ language: own, view: PUBLISHED })
  const address = wholeAddress(sheetPath(slug, written))
  const cited = {
    id,
    kind: 'factSheet' as const,
    title: heading,
    author: institution?.name ?? siteTitle,
    site: siteTitle,
    date: null,
    address,
    written,
  }
  return { words: found.words, heading, written, edition: null, citation: apaCitation(cited, own) }
}

/** A figure that can be saved, in words of `language`. */
export async function findFigure(id: string, language: Language): Promise<Saveable | null> {
  const observation = await readObservation({ id, view: PUBLISHED })
  const { indicator, place } = observation ?? {}
  if (!indicator || !place) return null
  const found = await citedFigure({ language, indicator: indicator.slug, place: place.slug, observation: id })
  if (!found) return null
  const { cited } = found
  return { words: cited.title, heading: cited.title, written: language, edition: null, citation: apaCitation(cited, language) }
}
