import type { FootnoteDefinition, ListItem, PhrasingContent, Root, RootContent } from './markdown-tree.ts'
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote'
import { toMarkdown } from 'mdast-util-to-markdown'
import { claimText } from '#components/figure/claim-text.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import type { Note, Notes } from '#components/figure/notes.ts'
import { valueText } from '#components/figure/value-text.ts'
import { linkAddress } from '#components/ui/link-address.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { formatReducedDate } from '#lib/i18n/reduced-date.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { FactSheet, Source } from '#sanity/read/fact-sheet.ts'
import { markdownBody, type NoteLabel } from './markdown-body.ts'

interface SheetMarkdown {
  readonly sheet: FactSheet
  readonly notes: Notes
  readonly keyFacts: readonly Observation[]
  /** What is told of the sheet beside its text, such as its edition: a name and a value each. */
  readonly about: readonly (readonly [name: string, value: string])[]
  readonly language: Language
  readonly origin: string
}

/** All that a sheet says as Markdown: text with figures as words, what each rests on as footnotes, sources, and what is told of it. */
export function sheetMarkdown({ sheet, notes, keyFacts, about, language, origin }: SheetMarkdown): string {
  const words = translate('reading', language)
  const used: Note[] = []
  const labelOf: NoteLabel = (part) => {
    const note = notes.of.get(part)
    if (!note) return null
    used.push(note)
    return String(note.number)
  }
  const written = { language: sheet.language, labelOf, origin }
  const { institution, issued, sections, results, sources, contact } = sheet
  const issuedDate = issued?.date && formatReducedDate(issued.date, INTL_LOCALES[language])
  const facts = [
    ...about,
    ...(issued ? [[translate('site', language)('issued'), [issuedDate, issued.note].filter(Boolean).join(', ')] as const] : []),
  ]
  const children: RootContent[] = [
    heading(1, sheet.heading),
    ...(institution ? [paragraph(text([institution.name, institution.motto].filter(Boolean).join(' — ')))] : []),
    list(facts.map(([name, value]) => [text(`${name}: ${value}`)])),
    ...(keyFacts.length > 0 ? [heading(2, words('keyFacts')), list(keyFacts.map((fact) => [text(keyFactText(fact, language))]))] : []),
    ...sections.flatMap(({ heading: title, body }) => [...(title ? [heading(2, title)] : []), ...markdownBody(body, written)]),
    ...(results?.lead ? [paragraph(text(results.lead))] : []),
    ...(results
      ? [
          {
            type: 'list' as const,
            spread: false,
            children: results.items.map(({ body }): ListItem => ({
              type: 'listItem',
              spread: false,
              children: markdownBody(body, written),
            })),
          },
        ]
      : []),
    ...(sources.length > 0 ? [heading(2, words('sources')), list(sources.map((source) => sourceText(source, language)))] : []),
    ...(contact
      ? [heading(2, words('contact')), list([contact.office, contact.email, contact.url].flatMap((line) => (line ? [[text(line)]] : [])))]
      : []),
  ]
  const footnotes = [...new Set(used)].map((note) => footnote(note, notes))
  const root: Root = {
    type: 'root',
    children: [...children.filter((child) => child.type !== 'list' || child.children.length > 0), ...footnotes],
  }
  return toMarkdown(root, { bullet: '-', extensions: [gfmFootnoteToMarkdown()] })
}

function keyFactText(observation: Observation, language: Language): string {
  const { indicator, period } = observation
  return `${nameIn(indicator, language)}: ${valueText(observation, language)}${translate('site', language)('comma')} ${formatPeriod(period, language)}`
}

function footnote(note: Note, { known, language }: Notes): FootnoteDefinition {
  const label = String(note.number)
  const comma = translate('site', language)('comma')
  const claim = claimText(note, known, language)
  const children = note.observations.map((observation) => {
    const { period, series, breakdown, source, page, table } = observation
    const parts = [subjectText(observation, language), formatPeriod(period, language), nameIn(series, language), breakdown]
    const said = `${parts.filter(Boolean).join(`${comma} `)}: ${valueText(observation, language)}. ${claim ? `${claim}. ` : ''}`
    return paragraph(text(said), ...sourceText({ ...source, page, table }, language))
  })
  return { type: 'footnoteDefinition', identifier: label, label, children }
}

function sourceText({ title, publisher, date, url, page, table }: Omit<Source, 'key'>, language: Language): PhrasingContent[] {
  const name = title || publisher || url || ''
  const comma = translate('site', language)('comma')
  const address = linkAddress(url)
  const rest = [title && publisher, date, table, page && translate('site', language)('sourcePage', { page })].filter(Boolean)
  return [
    address ? { type: 'link', url: address, children: [text(name)] } : text(name),
    ...(rest.length > 0 ? [text(`${comma} ${rest.join(`${comma} `)}`)] : []),
  ]
}

/** One line, whatever was typed. */
function text(value: string): PhrasingContent {
  return { type: 'text', value: value.replaceAll(/\s+/g, ' ') }
}

function paragraph(...children: PhrasingContent[]) {
  return { type: 'paragraph' as const, children }
}

function heading(depth: 1 | 2, words: string): RootContent {
  return { type: 'heading', depth, children: [text(words)] }
}

function list(items: readonly PhrasingContent[][]) {
  return {
    type: 'list' as const,
    spread: false,
    children: items.map((children): ListItem => ({ type: 'listItem', spread: false, children: [paragraph(...children)] })),
  }
}
