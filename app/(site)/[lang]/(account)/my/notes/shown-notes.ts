import { citePath, figurePath } from '#components/figure/figure-address.ts'
import { paragraphId } from '#components/fact-sheet/newer-note.tsx'
import { valueText } from '#components/figure/value-text.ts'
import type { ShownNote } from '#components/own-page/shown-note.ts'
import type { Note } from '#lib/accounts/notes.ts'
import { fateOf } from '#lib/changes/quotation.ts'
import { whyText } from '#lib/figures/change-text.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { successorOf } from '#lib/figures/supersession.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { PublishedSheet } from '#lib/publishing/editions.ts'
import { listSheets, readEditions } from '#lib/publishing/editions-in-sets.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { type AddressedParagraph, addressedParagraphs } from '#sanity/paragraphs.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { readFactSheetById } from '#sanity/read/fact-sheet.ts'
import { readOwnObservations } from '#sanity/read/own-content.ts'

/** What is known of a sheet that something was saved from. */
interface Sheet extends Pick<PublishedSheet, 'slug' | 'language'> {
  readonly isPublished: boolean
  readonly paragraphs: readonly AddressedParagraph[]
}

/** `notes` with what became of what they are on. Loaded in sets: as many queries for a thousand as for one. */
export async function shownNotes(notes: readonly Note[], language: Language): Promise<readonly ShownNote[]> {
  const ids = [...new Set(notes.flatMap(({ documentId }) => documentId ?? []))]
  const figures = notes.flatMap(({ kind, anchor }) => (kind === 'figure' ? anchor : []))
  const [sheets, observations] = await Promise.all([sheetsOf(ids), figures.length > 0 ? observationsOf(figures) : []])
  return notes.map((note) =>
    note.kind === 'figure' ? shownFigure(note, observations, language) : shownPassage(note, sheets.get(note.documentId ?? ''), language),
  )
}

/** Those with `ids`, and all of the same things and places: what took the place of one may have been replaced itself. */
async function observationsOf(ids: readonly string[]): Promise<readonly Observation[]> {
  const named = await readOwnObservations({ subjects: [], ids })
  const subjects = named.map(({ indicator, place }) => ({ indicator: indicator.id, place: place.id }))
  return readOwnObservations({ subjects, ids: [] })
}

async function sheetsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Sheet>> {
  const published = await listSheets(ids)
  const editions = await readEditions([...published.values()].filter(({ state }) => state !== 'removed'))
  const paragraphs = new Map(editions.map(({ documentId, content }) => [documentId, addressedParagraphs(toEditionSheet(content))]))
  const numbered = [...published.values()].map(({ documentId, slug, language, state }) => {
    const sheet = { slug, language, isPublished: state === 'published', paragraphs: paragraphs.get(documentId) ?? [] }
    return [documentId, sheet] as const
  })
  // Of content that is kept elsewhere no editions are made.
  const others = await Promise.all(
    ids
      .filter((id) => !published.has(id))
      .map(async (id) => {
        const sheet = await readFactSheetById({ id, view: PUBLISHED })
        return sheet && ([id, { ...sheet, isPublished: true, paragraphs: addressedParagraphs(sheet) }] as const)
      }),
  )
  return new Map([...numbered, ...others.filter((other) => other !== null)])
}

const common = ({ id, kind, exact, heading, language, citation, text }: Note) => ({
  id,
  kind,
  exact,
  heading,
  written: language,
  citation,
  text,
})

function shownPassage(note: Note, sheet: Sheet | undefined, language: Language): ShownNote {
  if (!sheet) return { ...common(note), pinned: null, current: null, fate: { kind: 'unpublished' } }
  const address = sheetPath(sheet.slug, sheet.language, language)
  const at = (key: string) => `#${encodeURIComponent(paragraphId(key))}`
  const fate = sheet.isPublished ? fateOf(note, note.anchor, sheet.paragraphs, note.language) : ({ kind: 'unpublished' } as const)
  return {
    ...common(note),
    pinned: note.edition === null ? null : `${address}/editions/${note.edition}${at(note.anchor)}`,
    current: fate.kind === 'unpublished' || fate.kind === 'gone' ? null : address + at(fate.kind === 'moved' ? fate.key : note.anchor),
    fate: fate.kind === 'moved' ? { kind: 'moved' } : fate,
  }
}

function shownFigure(note: Note, observations: readonly Observation[], language: Language): ShownNote {
  const then = observations.find(({ id }) => id === note.anchor)
  const now = successorOf(note.anchor, observations)
  if (!then || !now) return { ...common(note), pinned: null, current: null, fate: { kind: 'gone' } }
  const isSame = now.id === then.id
  return {
    ...common(note),
    pinned: localPath(language, citePath(then)),
    current: localPath(language, figurePath(now)),
    fate: isSame ? { kind: 'same' } : { kind: 'superseded', value: valueText(now, language), why: whyText(now.supersession, language) },
  }
}
