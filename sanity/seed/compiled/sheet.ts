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
  motto: 'Not an official publication',
  printLabel: 'printable banner',
}

const NOTICE = text`This sheet was compiled for demonstration, in words of our own, from figures of the sources listed at its end. It is not an official publication of any government.`

/** The document of `sheet`. `sourceOf` has the id of the source of each observation. */
export function toFactSheet(sheet: CompiledSheet, sourceOf: ReadonlyMap<string, string>): SeedDocument {
  const notice = { _type: 'section', _key: 'notice', body: [toBlock('notice-1', NOTICE)] }
  const sections = sheet.sections.map(({ heading, paragraphs }, index) => {
    const key = `section-${index + 1}`
    return { _type: 'section', _key: key, heading, body: paragraphs.map((pieces, place) => toBlock(`${key}-${place + 1}`, pieces)) }
  })
  return {
    _id: `fact-sheet-${sheet.country}`,
    _type: 'factSheet',
    title: sheet.title,
    country: reference(`country-${sheet.country}`),
    institution: reference(INSTITUTION_ID),
    slug: slug(sheet.country),
    language: 'en',
    summary: `${sheet.about} Compiled for demonstration; not an official publication.`,
    sections: [notice, ...sections],
    sources: sourcesIn(sections, sourceOf),
  }
}

/** The sources of all observations that the text shows or rests on, each once, in the order of the text. */
function sourcesIn(sections: readonly object[], sourceOf: ReadonlyMap<string, string>) {
  const observations = Array.from(JSON.stringify(sections).matchAll(/"_ref":"(observation-[^"]+)"/g), ([, id = '']) => id)
  const sources = new Set(observations.flatMap((id) => sourceOf.get(id) ?? []))
  return Array.from(sources, (id) => ({ _type: 'citation', _key: id, source: reference(id) }))
}
