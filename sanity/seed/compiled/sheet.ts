import { reference, slug, type SeedDocument } from '../seed-document.ts'
import { text, toBlock, type Paragraph } from './text.ts'

/** The words of a sheet on one country. */
export interface CompiledSheet {
  /** The address of the country, and of the sheet. */
  readonly country: string
  readonly title: string
  /** What the figures are about; the sheet's summary says it, and that it was compiled for demonstration. */
  readonly about: string
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly Paragraph[] }[]
}

const INSTITUTION_ID = 'institution-demonstration'

/** Who the compiled sheets come from: no government, so it has no seal and says so below its name. */
export const demonstrationInstitution: SeedDocument = {
  _id: INSTITUTION_ID,
  _type: 'institution',
  name: 'Chancery demonstration',
  slug: slug('demonstration'),
  motto: 'Not an official publication',
  printLabel: 'printable banner',
}

/** What every compiled sheet says of itself first. */
export const NOTICE = text`This sheet was compiled for demonstration, in words of our own, from figures of the sources listed at its end. It is not an official publication of any government.`

type Block = ReturnType<typeof toBlock> & { readonly listItem?: 'bullet'; readonly level?: number }

/** A section as the document holds it. */
export interface SheetSection {
  readonly _type: 'section'
  readonly _key: string
  readonly heading: string
  readonly body: readonly Block[]
}

/** What a sheet says at one time. */
export interface SheetState {
  readonly summary: string
  /** What stands above the first section. */
  readonly notice: Paragraph
  readonly sections: readonly SheetSection[]
}

/** The document of `sheet`. `sourceOf` has the id of the source of each observation. */
export function toFactSheet(sheet: CompiledSheet, sourceOf: ReadonlyMap<string, string>): SeedDocument {
  const summary = `${sheet.about} Compiled for demonstration; not an official publication.`
  return toDocument(sheet, { summary, notice: NOTICE, sections: sectionsOf(sheet) }, sourceOf)
}

/** The sections of `sheet` in full words. */
export function sectionsOf(sheet: CompiledSheet): readonly SheetSection[] {
  return sheet.sections.map(({ heading, paragraphs }, index) => {
    const key = `section-${index + 1}`
    return { _type: 'section', _key: key, heading, body: paragraphs.map((pieces, place) => toBlock(`${key}-${place + 1}`, pieces)) }
  })
}

/** The document of `sheet` in one of its states. */
export function toDocument(
  { country, title }: CompiledSheet,
  { summary, notice, sections }: SheetState,
  sourceOf: ReadonlyMap<string, string>,
): SeedDocument {
  return {
    _id: `fact-sheet-${country}`,
    _type: 'factSheet',
    title,
    country: reference(`country-${country}`),
    institution: reference(INSTITUTION_ID),
    slug: slug(country),
    language: 'en',
    summary,
    sections: [{ _type: 'section', _key: 'notice', body: [toBlock('notice-1', notice)] }, ...sections],
    sources: sourcesIn(sections, sourceOf),
  }
}

/** The ids of all observations that `sections` show or rest on, in the order of the text. */
export function observationsIn(sections: readonly SheetSection[]): readonly string[] {
  return Array.from(JSON.stringify(sections).matchAll(/"_ref":"(observation-[^"]+)"/g), ([, id = '']) => id)
}

/** The sources of the observations in `sections`, each once, in the order of the text. */
function sourcesIn(sections: readonly SheetSection[], sourceOf: ReadonlyMap<string, string>) {
  const sources = new Set(observationsIn(sections).flatMap((id) => sourceOf.get(id) ?? []))
  return Array.from(sources, (id) => ({ _type: 'citation', _key: id, source: reference(id) }))
}
